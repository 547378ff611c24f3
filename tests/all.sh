#!/bin/sh
# Runs all tests: those in memory, then at once those on real servers in three parts, each with servers of its own, for
# they wait more than they compute, and beside them, on what they leave of the processors, those in memory that compute
# for minutes. What judges a time comes after them. A line says when a part is through, and how it went; what failed is
# said again at the end, where it is found.
pytest=$1
cores="-n auto --maxprocesses 8 --dist worksteal"
said=$(mktemp -d) began=$(date +%s)
trap '[ ! -e "$said/giving" ] || kill -- "-$(cat "$said/giving")" 2>/dev/null; rm -r "$said"' EXIT
trap 'exit 1' INT TERM

through() { # since all began; its last line is what pytest counted
    printf '\n--- %s, after %s s: %s\n' "$1" $(($(date +%s) - began)) "$(tail -n 1 "$said/$1")"
}

part() { # its name, then its command: what it says and whether it passed
    name=$1
    shift
    "$@" >"$said/$name" 2>&1 || : >"$said/$name.failed"
    through "$name"
}

shown() { # the same, and it is seen at once
    name=$1
    shift
    { "$@" 2>&1 || : >"$said/$name.failed"; } | tee "$said/$name"
    through "$name"
}

# Linux weighs `nice` within a session only, where it groups processes by their sessions, and the servers have theirs.
giving_way='echo $$ >"$0"; echo 19 >/proc/self/autogroup 2>/dev/null; exec nice -n 19 "$@"'

shown memory "$pytest" -m "not real and not slow" $cores
part slow setsid -w sh -c "$giving_way" "$said/giving" "$pytest" -m "not real and slow" $cores &
part contract "$pytest" -m real tests/contract &
contract=$!
part edge "$pytest" -m "real and not timed" tests/edge &
edge=$!
shown rest "$pytest" -m "real and not timed" --ignore tests/contract --ignore tests/edge
wait $contract $edge
shown timed "$pytest" -m "real and timed"
wait
cat "$said/contract" "$said/edge" "$said/slow"
echo
rm -f "$said/giving"
grep -hE "^(FAILED|ERROR) |^=+ .* in [0-9.]+s" "$said"/*
for failed in "$said"/*.failed; do [ ! -e "$failed" ] || exit 1; done
