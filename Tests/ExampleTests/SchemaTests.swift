import Foundation
import Testing

/// Tests of the schema, help page and template that a program prints for its config.
@Suite(.serialized) struct SchemaTests {
    @Test func theHelpPageListsGroupsAndKeys() throws {
        let result = try TypedTests.run(["--help"])
        #expect(result.errors == "")
        let page = try #require(result.output.split(separator: "All of it, as composed:").first)
        #expect(
            page == """
                typed composes its config from groups and values.

                == Configuration groups ==
                Choose an option of a group: group=option, or +group=option if the defaults list lacks it

                optimizer: adam, averaged, sgd
                store: archive, base_s3, local


                == Config ==
                Set any value: key.below=value

                Keys, what they may be, and what they are for:

                dataset             text; must be given
                                    Data set to train on.
                version             text; default '1.0'
                epochs              integer; default 20
                                    Number of epochs to train for.
                layers              list of integers; default [64, 64]
                                    Widths of the hidden layers.
                precision           float16, float32; default float32
                timeout             duration like 90s, 1h30m or 250ms; default 1h
                                    Time limit of the run.
                deadline            date like 2026-11-23 or 2026-11-23T07:29:03Z, or null; default null
                report              URL, or null; default null
                weights             mapping to numbers; default {}
                                    Weight of each class in the loss; 1 for classes that are not named.
                key                 binary data in base 64
                optimizer           mapping with _target_: adam, averaged, sgd; default sgd
                optimizer.lr        number; with _target_: adam; default 0.001
                optimizer.betas     list of numbers; with _target_: adam; default [0.9, 0.999]
                optimizer.parts     list of mappings; with _target_: averaged; must be given
                optimizer.lr        number; with _target_: sgd; default 0.05
                optimizer.momentum  number; with _target_: sgd; default 0.9
                store               mapping with kind: local, s3; default local
                store.root          text; with kind: local; default /tmp/data
                                    Directory of the data.
                store.host          text; with kind: s3; default localhost
                store.port          integer from 0 to 65535; with kind: s3; default 9000
                store.bucket        text; with kind: s3; must be given
                                    Bucket that holds the data.


                """)
    }

    @Test func theHelpPageShowsTheDefaultsOfWhatIsChosen() throws {
        let output = try TypedTests.run(["--help", "optimizer=adam", "epochs=5"]).output
        #expect(output.contains("\noptimizer.lr        number; with _target_: adam; default 0.003\n"))
        #expect(output.contains("\noptimizer.lr        number; with _target_: sgd; default 0.1\n"))
        #expect(output.contains("\nepochs              integer; default 5\n"))
    }

    @Test func theTemplateIsAConfigToStartFrom() throws {
        let result = try TypedTests.run(["--cfg", "template"])
        #expect(result.errors == "")
        #expect(
            result.output == """
                # What comes later in this list wins.
                defaults:
                  - _self_
                  - optimizer: sgd  # adam, averaged, sgd
                  - store: local  # archive, base_s3, local

                # Data set to train on.
                # text; must be given
                dataset: ???

                # text; default '1.0'
                version: '1.0'

                # Number of epochs to train for.
                # integer; default 10
                epochs: 10

                # Widths of the hidden layers.
                # list of integers; default [64, 64]
                layers:
                - 64
                - 64

                # float16, float32; default float32
                precision: float32

                # Time limit of the run.
                # duration like 90s, 1h30m or 250ms; default 1h
                timeout: 1h

                # date like 2026-11-23 or 2026-11-23T07:29:03Z, or null; default null
                deadline: null

                # URL, or null; default null
                report: null

                # Weight of each class in the loss; 1 for classes that are not named.
                # mapping to numbers; default {}
                weights: {}

                # binary data in base 64
                key: !!binary ""

                # Chosen in the defaults list: optimizer. It may be a mapping with _target_: adam, averaged, sgd.
                # optimizer:
                #   _target_: adam
                #   # number; default 0.001
                #   lr: 0.001
                #   # list of numbers; default [0.9, 0.999]
                #   betas:
                #   - 0.9
                #   - 0.999
                #   or:
                #   _target_: averaged
                #   # list of mappings; must be given
                #   parts: ???
                #   or:
                #   _target_: sgd
                #   # number; default 0.1
                #   lr: 0.1
                #   # number; default 0.9
                #   momentum: 0.9

                # Chosen in the defaults list: store. It may be a mapping with kind: local, s3.
                # store:
                #   kind: local
                #   # Directory of the data.
                #   # text; must be given
                #   root: ???
                #   or:
                #   kind: s3
                #   # text; default localhost
                #   host: localhost
                #   # integer from 0 to 65535; default 9000
                #   port: 9000
                #   # Bucket that holds the data.
                #   # text; must be given
                #   bucket: ???

                """)
    }

    @Test func theTemplateComposesToTheDefaults() throws {
        let template = try TypedTests.run(["--cfg", "template"]).output
        let result = try TypedTests.run(
            ["--config-name", "start", "dataset=mnist", "--no-run-dir"], files: ["start.yaml": template])
        #expect(result.errors == "")
        #expect(
            result.output == """
                10 epochs on mnist 1.0, sgd with lr 0.05
                layers [64, 64], float32, stops after 3600.0 seconds
                0 bytes of key, data in /tmp/data

                """)
    }

    @Test func theToolHasNoTemplate() throws {
        let program = try ExampleProgram("hydrangea")
        defer { program.cleanUp() }
        let result = try program.run("compose", "--cfg", "template")
        #expect(result.status != 0)
        #expect(
            result.errors == """
                error: a template is made of a program's types, and there is no program here
                  help: ask the program: --cfg template

                """)
    }

    @Test func theSchemaOfTheConfigAndOfItsOptionsIsJSON() throws {
        for (arguments, title) in [
            (["--schema"], "the config of typed"), (["--schema", "store"], "store of typed"),
            (["--schema", "optimizer/sgd"], "optimizer/sgd of typed"),
        ] {
            let result = try TypedTests.run(arguments)
            #expect(result.errors == "")
            let schema = try #require(
                try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
            #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
            #expect(schema["title"] as? String == title)
        }
    }

    @Test func theSchemaOfAnOptionThatStandsInTheProgramIsThatOfItsType() throws {
        let result = try TypedTests.run(["--schema", "store/base_s3"])
        let schema = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
        #expect(
            (schema["properties"] as? [String: Any])?.keys.sorted() == ["bucket", "defaults", "host", "kind", "port"])
        #expect(schema["additionalProperties"] as? Bool == false)
    }

    @Test func aSchemaOfWhatThereIsNotIsToldTheNearestName() throws {
        let result = try TypedTests.run(["--schema", "optimiser"])
        #expect(result.status == 1)
        #expect(result.output == "")
        #expect(
            result.errors == """
                error: there is no config group or config 'optimiser'
                  groups: optimizer, store
                  help: did you mean --schema optimizer?

                """)
    }

    @Test func aSchemaIsAskedForOneNameOnly() throws {
        let result = try TypedTests.run(["--schema", "store", "optimizer"])
        #expect(result.status == 1)
        #expect(
            result.errors == """
                error: --schema prints one schema, and 2 are asked for
                  help: name one group, or none for the whole config

                """)
    }
}
