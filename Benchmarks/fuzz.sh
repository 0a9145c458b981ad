#!/bin/sh
# Runs libFuzzer on each reader for some seconds. Inputs that fail are kept in .build/fuzz as crash-*, timeout-* or oom-*.
#     fuzz.sh SECONDS [TARGET...]
set -e
cd "$(dirname "$0")"

seconds="${1:-60}"
[ $# -gt 0 ] && shift
flags="-c release --scratch-path .build/fuzz-build -Xswiftc -sanitize=fuzzer"
swift build $flags --product Fuzz
program="$(swift build $flags --show-bin-path)/Fuzz"
python3 seeds.py .build/fuzz
cd .build/fuzz
export SWIFT_BACKTRACE=enable=no # the fuzzer itself reports crashes and keeps their inputs
failed=""
for target in ${*:-yaml override interpolation dotenv composition}; do
    echo "== $target"
    "$program" "$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=4096 -print_final_stats=1 -verbosity=0 \
        -dict="words.$target" "$target" || failed="$failed $target"
done
[ -z "$failed" ] || { echo "failed:$failed" >&2; exit 1; }
