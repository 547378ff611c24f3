#!/bin/sh
# Runs all tests in four parts. Those on real servers wait more than they compute: what computes for minutes goes on
# beside them, and gives way. What failed is said again at the end, where it is found.
pytest=$1
cores="-n auto --maxprocesses 8 --dist worksteal"
said=$(mktemp -d)
trap 'rm -r "$said"' EXIT

part() { # its name, then its command: what it says and whether it passed
    name=$1
    shift
    "$@" >"$said/$name" 2>&1 || : >"$said/$name.failed"
}

shown() { # the same, and it is seen at once
    name=$1
    shift
    { "$@" 2>&1 || : >"$said/$name.failed"; } | tee "$said/$name"
}

shown memory "$pytest" -m "not real and not slow" $cores
part slow nice "$pytest" -m "not real and slow" $cores &
part contract "$pytest" -m real tests/contract &
shown real "$pytest" -m real --ignore tests/contract
wait
cat "$said/contract" "$said/slow"
echo
grep -hE "^(FAILED|ERROR) |^=+ .* in [0-9.]+s" "$said"/*
for failed in "$said"/*.failed; do [ ! -e "$failed" ] || exit 1; done
