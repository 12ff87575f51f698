# What one does here again and again. `just` lists it.

_default:
    @just --list --unsorted

# Everything that is tested; installs what it needs. `just test browser` runs one end-to-end suite.
test suite="all":
    ./tests/run {{ suite }}

# What needs nothing installed: formatting, lints, unit and HTTP tests, on PostgreSQL where it is there.
fast:
    ./tests/run fast

# Formatting and lints.
check:
    cargo fmt --all --check
    cargo clippy --workspace --all-targets -- -D warnings

# Writes the API's document from the code, and the Rust client from the document.
openapi:
    cargo run --quiet -p portico -- openapi > openapi/staff.json.new
    mv openapi/staff.json.new openapi/staff.json
    cargo run --quiet -p portico-openapi --no-default-features --features generate --bin generate
    cargo fmt -p portico-openapi

# A demo at http://localhost:8080; `just demo --fresh` begins anew.
demo *arguments:
    cargo run --release -p portico -- demo {{ arguments }}

# The console at the demo, as Mia.
console *arguments="--server http://localhost:8080 --email mia@northwind.test":
    cargo run --release -p portico-console -- {{ arguments }}

# Speed beside bare counterparts, as ratios of one run (performance bars; release build, quiet machine).
# `just bench PART` measures one part of it: pages, writing, memory, invoices, start, console or jobs; or files and growth,
# which need much disk (docs/performance.md).
bench *arguments:
    cargo build --release --workspace --features portico-tests/bench
    "${CARGO_TARGET_DIR:-target}/release/bench" {{ arguments }}

# Every page and the console as pictures in docs/screenshots, and a morning at the console as docs/console.cast.
screenshots:
    ./tests/run tools
    cargo build --quiet --workspace --features portico-tests/bench
    "${CARGO_TARGET_DIR:-target}/debug/screenshots"
