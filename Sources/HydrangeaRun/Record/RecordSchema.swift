extension RunRecord {
    /// The JSON Schema of `record.json`. The text equals `Schemas/record-1.schema.json`, and is part of the code
    /// because the program is installed as a single file.
    public static let schema = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "title": "The record of a run: .hydra/record.json, version 1",
          "description": "Readers ignore keys that are not described here: later releases may add some. Times are in UTC, sizes in bytes, fingerprints SHA-256 in hexadecimal digits.",
          "type": "object",
          "required": [
            "version", "status", "argv", "working_directory", "fingerprint", "config_name", "job", "seed", "origin", "rank", "environment_files",
            "program", "packages", "git", "toolchain", "machine", "process", "start", "end", "data", "objective", "results", "error", "exit_status", "signal"
          ],
          "properties": {
            "version": {"const": 1},
            "status": {
              "description": "Readers show the status running as lost when the record's process no longer exists: the run was killed.",
              "enum": ["running", "succeeded", "failed", "killed", "crashed"]
            },
            "argv": {"description": "The command line, with the program's name first; secrets are redacted.", "type": "array", "items": {"type": "string"}},
            "working_directory": {"type": "string"},
            "fingerprint": {"description": "SHA-256 of frozen.yaml.", "$ref": "#/$defs/sha256"},
            "config_name": {"type": ["string", "null"]},
            "job": {
              "type": "object",
              "required": ["name", "index"],
              "properties": {
                "name": {"type": "string"},
                "index": {"description": "The job's number in its sweep.", "type": ["integer", "null"], "minimum": 0}
              }
            },
            "seed": {"description": "Seed of the random numbers, as decimal digits: not all JSON readers hold integers of 64 bits.", "type": ["string", "null"], "pattern": "^[0-9]+$"},
            "origin": {
              "description": "The earlier run that this one repeats, or resumes in the same directory.",
              "type": ["object", "null"],
              "required": ["kind", "directory", "record", "fingerprint", "differences"],
              "properties": {
                "kind": {"enum": ["rerun", "resume"]},
                "directory": {"type": "string"},
                "record": {"type": "string"},
                "fingerprint": {"anyOf": [{"$ref": "#/$defs/sha256"}, {"type": "null"}]},
                "differences": {"description": "Differences from the earlier run, one sentence each.", "type": "array", "items": {"type": "string"}}
              }
            },
            "rank": {
              "description": "Index of this process among those that execute the job together.",
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
              "description": "Names of the variables that .env files set, without their values.",
              "type": "array",
              "items": {
                "type": "object",
                "required": ["path", "names"],
                "properties": {"path": {"type": "string"}, "names": {"type": "array", "items": {"type": "string"}}}
              }
            },
            "program": {
              "description": "The program's file. It, packages, git and machine are added shortly after the start.",
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
                "dirty": {"description": "True if tracked files had uncommitted changes.", "type": "boolean"},
                "untracked": {"description": "Untracked files; at most 50 names.", "type": "array", "items": {"type": "string"}, "maxItems": 50},
                "diff": {
                  "type": ["object", "null"],
                  "required": ["sha256", "bytes", "file"],
                  "properties": {
                    "sha256": {"$ref": "#/$defs/sha256"},
                    "bytes": {"$ref": "#/$defs/size"},
                    "file": {"description": "File beside the record that holds the diff; null when the diff is larger than 1 MiB.", "type": ["string", "null"]}
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
              "description": "The executing process: readers on the same machine check whether it still exists.",
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
              "description": "Data sets that the program registered.",
              "type": "array",
              "items": {
                "type": "object",
                "required": ["path", "sha256", "bytes", "dvc"],
                "properties": {
                  "path": {"type": "string"},
                  "sha256": {"description": "For a directory: SHA-256 of the lines 'SHA-256  PATH' of its files, sorted by path.", "$ref": "#/$defs/sha256"},
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
            "exit_status": {"description": "Exit status of the process; 128 plus the signal's number after a signal.", "type": ["integer", "null"]},
            "signal": {"type": ["string", "null"], "pattern": "^(SIG[A-Z0-9]+|signal [0-9]+)$"}
          },
          "$defs": {
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "size": {"type": "integer", "minimum": 0},
            "moment": {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$"},
            "number": {"description": "Infinities and NaN, for which JSON has no number, are texts.", "anyOf": [{"type": ["number", "null"]}, {"enum": ["nan", "inf", "-inf"]}]}
          }
        }

        """#
}
