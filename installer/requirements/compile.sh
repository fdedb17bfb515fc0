#!/bin/sh
# Makes the pinned, hashed lists beside this file out of pyproject.toml. To run after a change of its dependencies:
#     installer/requirements/compile.sh [--upgrade]
# Needs `uv` (part of test.txt). Versions that stand in the lists already are kept unless --upgrade is given.
set -eu
cd "$(dirname "$0")/../.."
lists=installer/requirements
uv=.venv/bin/uv
[ -x "$uv" ] || uv=uv

make_list() { # make_list NAME ARGUMENTS...: one list for every platform, without the address of any package index
	name=$1
	shift
	"$uv" pip compile pyproject.toml --group setup --universal --generate-hashes --python-version 3.11 \
		--no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "installer/requirements/compile.sh" \
		--quiet --output-file "$lists/$name.txt" "$@"
	if grep -nE '://|^--' "$lists/$name.txt"; then
		echo "the address of a package index stands in $name.txt" >&2
		exit 1
	fi
}

make_list test --extra dev "$@"
make_list run --constraint "$lists/test.txt" "$@"
make_list build --group freeze --constraint "$lists/test.txt" "$@"
