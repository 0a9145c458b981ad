extension RunRecord {
    /// The JSON Schema of `record.json`. The text equals `Schemas/record-1.schema.json`, and is part of the code
    /// because the program is installed as a single file.
    public static let schema = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "The record of a run: .hydra/record.json, version 1",
          "description": "Readers must pass over keys that are not described here: later releases may add some. Times are in UTC, sizes in bytes, fingerprints SHA-256 in hexadecimal digits.",
          "type": "object",
          "required": [
            "version", "status", "argv", "working_directory", "fingerprint", "config_name", "job", "seed", "origin", "rank", "environment_files",
            "program", "packages", "git", "toolchain", "machine", "process", "start", "end", "data", "objective", "results", "error", "exit_status", "signal"
          ],
          "properties": {
            "version": {"const": 1},
            "status": {
              "description": "A record that says running, of a process that is gone, is that of a run which was killed: readers call it lost.",
              "enum": ["running", "succeeded", "failed", "killed", "crashed"]
            },
            "argv": {"description": "The command line, with the program's name first; secrets are redacted.", "type": "array", "items": {"type": "string"}},
            "working_directory": {"type": "string"},
            "fingerprint": {"description": "That of frozen.yaml.", "$ref": "#/$defs/sha256"},
            "config_name": {"type": ["string", "null"]},
            "job": {
              "type": "object",
              "required": ["name", "index"],
              "properties": {
                "name": {"type": "string"},
                "index": {"description": "The job's number in its sweep.", "type": ["integer", "null"], "minimum": 0}
              }
            },
            "seed": {"description": "What the random numbers follow from, in digits: not all readers hold numbers of 64 bits.", "type": ["string", "null"], "pattern": "^[0-9]+$"},
            "origin": {
              "description": "The run that this one repeats, or goes on with in the same directory.",
              "type": ["object", "null"],
              "required": ["kind", "directory", "record", "fingerprint", "differences"],
              "properties": {
                "kind": {"enum": ["rerun", "resume"]},
                "directory": {"type": "string"},
                "record": {"type": "string"},
                "fingerprint": {"anyOf": [{"$ref": "#/$defs/sha256"}, {"type": "null"}]},
                "differences": {"description": "What was not as it had been, a sentence each.", "type": "array", "items": {"type": "string"}}
              }
            },
            "rank": {
              "description": "The process's place among those that work on the job together.",
              "type": ["object", "null"],
              "required": ["index", "count", "launcher", "job"],
              "properties": {
                "index": {"type": "integer", "minimum": 0},
                "count": {"type": "integer", "minimum": 2},
                "launcher": {"type": "string"},
                "job": {"type": "string"}
              }
            },
            "environment_files": {
              "description": "The variables that .env files set: their names, never their values.",
              "type": "array",
              "items": {
                "type": "object",
                "required": ["path", "names"],
                "properties": {"path": {"type": "string"}, "names": {"type": "array", "items": {"type": "string"}}}
              }
            },
            "program": {
              "description": "The program's file. This and packages, git and machine are complete as soon as they are found out, a moment after the start.",
              "type": ["object", "null"],
              "required": ["path", "sha256", "bytes"],
              "properties": {"path": {"type": "string"}, "sha256": {"$ref": "#/$defs/sha256"}, "bytes": {"$ref": "#/$defs/size"}}
            },
            "packages": {
              "description": "Package.resolved of the package that the program was built in.",
              "type": ["object", "null"],
              "required": ["path", "sha256"],
              "properties": {"path": {"type": "string"}, "sha256": {"$ref": "#/$defs/sha256"}}
            },
            "git": {
              "description": "The repository of the working directory.",
              "type": ["object", "null"],
              "required": ["commit", "branch", "dirty", "untracked", "diff"],
              "properties": {
                "commit": {"type": "string", "pattern": "^[0-9a-f]+$"},
                "branch": {"type": ["string", "null"]},
                "dirty": {"description": "Whether files that git knows had been changed.", "type": "boolean"},
                "untracked": {"description": "What git does not know; 50 names at most.", "type": "array", "items": {"type": "string"}, "maxItems": 50},
                "diff": {
                  "type": ["object", "null"],
                  "required": ["sha256", "bytes", "file"],
                  "properties": {
                    "sha256": {"$ref": "#/$defs/sha256"},
                    "bytes": {"$ref": "#/$defs/size"},
                    "file": {"description": "The file beside the record that holds it; null when it is larger than 1 MiB.", "type": ["string", "null"]}
                  }
                }
              }
            },
            "toolchain": {
              "type": "object",
              "required": ["swift", "build"],
              "properties": {"swift": {"type": "string"}, "build": {"enum": ["debug", "release"]}}
            },
            "machine": {
              "type": "object",
              "required": ["host", "user", "system", "distribution", "cpu", "cores", "memory", "gpus"],
              "properties": {
                "host": {"type": "string"},
                "user": {"type": "string"},
                "system": {"type": "string"},
                "distribution": {"type": ["string", "null"]},
                "cpu": {"type": ["string", "null"]},
                "cores": {"type": ["integer", "null"], "minimum": 1},
                "memory": {"type": ["integer", "null"], "minimum": 0},
                "gpus": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["name", "uuid", "driver", "memory"],
                    "properties": {
                      "name": {"type": "string"},
                      "uuid": {"type": ["string", "null"]},
                      "driver": {"type": ["string", "null"]},
                      "memory": {"type": ["string", "null"]}
                    }
                  }
                }
              }
            },
            "process": {
              "description": "By this, readers on the same machine tell whether a run that has not ended still lives.",
              "type": "object",
              "required": ["pid", "start", "boot", "namespace"],
              "properties": {
                "pid": {"type": "integer", "minimum": 1},
                "start": {"type": ["integer", "null"]},
                "boot": {"type": ["string", "null"]},
                "namespace": {"type": ["string", "null"]}
              }
            },
            "start": {"$ref": "#/$defs/moment"},
            "end": {"anyOf": [{"$ref": "#/$defs/moment"}, {"type": "null"}]},
            "data": {
              "description": "The data that the program registered.",
              "type": "array",
              "items": {
                "type": "object",
                "required": ["path", "sha256", "bytes", "dvc"],
                "properties": {
                  "path": {"type": "string"},
                  "sha256": {"description": "A directory's is that of the list 'SHA-256  PATH' of its files, sorted by path, a line each.", "$ref": "#/$defs/sha256"},
                  "bytes": {"$ref": "#/$defs/size"},
                  "dvc": {
                    "type": ["object", "null"],
                    "required": ["file", "md5", "matches"],
                    "properties": {"file": {"type": "string"}, "md5": {"type": "string"}, "matches": {"type": "boolean"}}
                  }
                }
              }
            },
            "objective": {"$ref": "#/$defs/number"},
            "results": {
              "type": "object",
              "required": ["values", "files"],
              "properties": {
                "values": {
                  "type": "array",
                  "items": {"type": "object", "required": ["name", "value"], "properties": {"name": {"type": "string"}, "value": {"$ref": "#/$defs/number"}}}
                },
                "files": {
                  "type": "array",
                  "items": {
                    "type": "object",
                    "required": ["path", "sha256", "bytes"],
                    "properties": {
                      "path": {"type": "string"},
                      "sha256": {"anyOf": [{"$ref": "#/$defs/sha256"}, {"type": "null"}]},
                      "bytes": {"type": ["integer", "null"], "minimum": 0}
                    }
                  }
                }
              }
            },
            "error": {"type": ["string", "null"]},
            "exit_status": {"description": "128 and the signal's number when a signal ended the process.", "type": ["integer", "null"]},
            "signal": {"type": ["string", "null"], "pattern": "^(SIG[A-Z0-9]+|signal [0-9]+)$"}
          },
          "$defs": {
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "size": {"type": "integer", "minimum": 0},
            "moment": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$"},
            "number": {"description": "What JSON has no number for is written as Python does.", "anyOf": [{"type": ["number", "null"]}, {"enum": ["nan", "inf", "-inf"]}]}
          }
        }

        """#
}
