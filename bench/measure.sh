# What the programs of this folder that measure have in common; each sources it and says
# in `work` where what is of this run only belongs.

bench=build/bench
programs=build/release
ferry=$programs/ferry

fail()
{
    echo "$0: $*" >&2
    exit 1
}

# field FILE PATH: a value of a JSON answer.
field()
{
    sqlite3 :memory: "select json_extract(readfile('$1'), '\$.$2')"
}

median()
{
    sort -g | awk '{ v[NR] = $1 }
        END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'
}

# calculate EXPRESSION: with two places.
calculate()
{
    awk "BEGIN { printf \"%.2f\", $1 }"
}

# timed NAME COMMAND...: keeps the answer as NAME.json, and adds a line of wall, user and
# system seconds and peak KB to NAME.times. Status 1 of ferry means that people are
# needed, as is usual. What was written before is put on disk first, as is then not ours.
timed()
{
    local name=$1 status=0
    shift
    sync --file-system "$bench"
    /usr/bin/time --quiet --format '%e %U %S %M' --output "$work/time" \
        "$@" >"$work/$name.json" 2>"$work/$name.log" || status=$?
    if [ $status -gt 1 ]; then
        tail -n 20 "$work/$name.log" >&2
        fail "'$*' ended with status $status"
    fi
    tail -n 1 "$work/time" >>"$work/$name.times"
}

# times NAME PLACE: the figures of all rounds at one place of the lines.
times()
{
    awk -v at="$2" '{ print $at }' "$work/$1.times"
}

processor()
{
    awk '{ print $2 + $3 }' "$work/$1.times" | median
}

# build TARGET...
build()
{
    local log=$bench/build.log
    mkdir -p "$bench"
    if ! { cmake --preset bench && cmake --build --preset bench --target "$@"; } >"$log" 2>&1; then
        tail -n 60 "$log"
        fail "it does not build"
    fi
}

# practice LAYOUT PATIENTS: the folder of such a practice.
practice()
{
    echo "$bench/practice-$1-$2"
}

# make_practice LAYOUT PATIENTS: makes it, unless it is there.
make_practice()
{
    local extract
    extract=$(practice "$1" "$2")
    if [ ! -e "$extract.whole" ]; then # not cut off while it was made
        rm -rf "$extract" "$extract".*
        "$ferry" make-practice --patients "$2" --seed 1 --density 1 --layout "$1" \
            --out "$extract"
        touch "$extract.whole"
    fi
    find "$extract" -type f -exec cat {} + >/dev/null # all programs then read it from memory
}

# check NAME: that what a pass says adds up.
check()
{
    local wrong
    [ "$(field "$work/$1.json" balanced)" = 1 ] || fail "the pass does not balance"
    for wrong in differ missing unexpected; do
        [ "$(field "$work/$1.json" reconciled.$wrong)" = 0 ] ||
            fail "the pass is not clean: $(field "$work/$1.json" reconciled)"
    done
}

# new_migration SOURCE: into a target of its own.
new_migration()
{
    rm -rf "$work"/migration.ferry* "$work"/target.db*
    "$ferry" new "$work/migration.ferry" --source "$1" --target "sqlite:$work/target.db" >/dev/null
}

# pass NAME EXTRACT: one pass of the workspace at hand.
pass()
{
    timed "$1" "$ferry" pass "$work/migration.ferry" --extract "$2" --maps "$2.maps" \
        --by benchmark --json
    check "$1"
}
