# Makes a bare machine ready for the service hall. Read in by ../run and ../test, which stand at the root of the checkout:
#     set_up run | set_up test | set_up build
# A step that is done already costs next to nothing: each leaves a stamp in .venv that says what it was done for.
# shellcheck shell=sh

VENV=${VENV:-.venv}
LISTS=installer/requirements
PACKAGES=installer/packages

listed() { # listed NAME...: the packages of these lists
	for list; do sed 's/#.*//' "$PACKAGES/$list.txt"; done
}

say() { # say CHINESE ENGLISH
	printf '%s\n%s\n' "$1" "$2" >&2
}

stop_with_line() { # stop_with_line COMMAND: what the person at this machine has to run first
	say "缺少系统软件包。请先运行下面这一行，然后再试一次：" "System packages are missing. Run this one line, then try again:"
	printf '\n    %s\n\n' "$1" >&2
	exit 3
}

is_installed() { # is_installed PACKAGE, under its own name or under the one it has since Debian 13
	case "$installed_now" in *" $1 "* | *" $1t64 "*) return 0 ;; esac
	return 1
}

missing_packages() { # missing_packages PACKAGE...
	# shellcheck disable=SC2046,SC2086
	installed_now=" $(dpkg-query -W -f '${db:Status-Status} ${Package}\n' $(for p; do echo "$p ${p}t64"; done) 2>/dev/null |
		sed -n 's/^installed //p' | tr '\n' ' ') "
	for p; do is_installed "$p" || printf '%s ' "$p"; done
}

install_packages() { # install_packages PACKAGE...: as root, or say the one line
	if [ "$(id -u)" = 0 ]; then
		say "正在安装系统软件包：$*" "Installing system packages: $*"
		apt-get update -qq >&2 &&
			DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >"$VENV.apt.log" 2>&1 || {
			tail -n 20 "$VENV.apt.log" >&2
			stop_with_line "apt-get update && apt-get install -y --no-install-recommends $*"
		}
		rm -f "$VENV.apt.log"
	elif command -v sudo >/dev/null; then
		stop_with_line "sudo apt-get update && sudo apt-get install -y --no-install-recommends $*"
	else
		stop_with_line "su -c 'apt-get update && apt-get install -y --no-install-recommends $*'"
	fi
}

find_python() { # prints the first Python of at least 3.11 that can make a virtual environment
	for candidate in ${PYTHON:-} python3 python3.11 python3.12 python3.13 python3.14 /usr/bin/python3; do
		if "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
			printf '%s\n' "$candidate"
			return
		fi
	done
}

system_ready() { # system_ready PACKAGE...
	if command -v dpkg-query >/dev/null; then
		missing=$(missing_packages "$@")
		[ -x "$VENV/bin/python" ] || [ -n "$(find_python)" ] || missing="$missing python3 python3-venv"
		# shellcheck disable=SC2086
		[ -z "$missing" ] || install_packages $missing
	elif [ "$(uname -s)" = Linux ]; then
		libraries=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null || :)
		for library in libGL.so.1 libEGL.so.1 libdbus-1.so.3 libfontconfig.so.1 libxkbcommon.so.0 libglib-2.0.so.0 libcups.so.2; do
			case "$libraries" in *"$library"*) ;; *) missing="${missing:-} $library" ;; esac
		done
		[ -z "${missing:-}" ] || {
			say "缺少系统库：$missing。请用本系统的软件包工具安装后再试。" "Libraries are missing:$missing. Install them with this system's package tool, then try again."
			exit 3
		}
	fi
	if ! [ -x "$VENV/bin/python" ] && [ -z "$(find_python)" ]; then
		say "需要 Python 3.11 或更新版本（带 venv）。" "Python 3.11 or newer (with venv) is needed."
		exit 3
	fi
}

fingerprint() { # fingerprint FILE...: one word that changes when any of the files does
	cat "$@" | cksum | tr ' ' '-'
}

is_stamped() { # is_stamped NAME WORD
	[ -f "$VENV/.stamp-$1" ] && [ "$(cat "$VENV/.stamp-$1")" = "$2" ]
}

program_ready() { # program_ready run|test|build: the virtual environment with what is listed, and the program itself in it
	wanted=$(fingerprint "$LISTS/$1.txt" pyproject.toml installer/setup.sh)
	"$VENV/bin/python" -c '' 2>/dev/null && [ -x "$VENV/bin/kiosk" ] && is_stamped "$1" "$wanted" && return
	say "正在准备程序环境（首次需要几分钟）……" "Setting the program up (the first time takes some minutes) ..."
	"$VENV/bin/python" -c '' 2>/dev/null || { # it was never there, or the Python that it was made from is gone
		rm -rf "$VENV"
		"$(find_python)" -m venv "$VENV"
	}
	"$VENV/bin/python" -m pip install -qq --disable-pip-version-check --no-input --require-hashes -r "$LISTS/$1.txt"
	# compat: a plain path entry, which costs the start of the program nothing
	"$VENV/bin/python" -m pip install -qq --disable-pip-version-check --no-input --no-deps --no-build-isolation \
		--config-settings editable_mode=compat --editable .
	printf '%s\n' "$wanted" >"$VENV/.stamp-$1"
	# what the tests need includes what the program needs
	[ "$1" = run ] || fingerprint "$LISTS/run.txt" pyproject.toml installer/setup.sh >"$VENV/.stamp-run"
}

forms_ready() { # the catalogue of matters, compiled anew when a definition or the compiler has changed
	[ -f forms/compile.py ] || return 0
	wanted=$(find forms \( -name __pycache__ -o -name compiled \) -prune -o -type f -exec cksum {} + | LC_ALL=C sort | cksum | tr ' ' '-')
	[ -d forms/compiled ] && is_stamped forms "$wanted" && return
	"$VENV/bin/python" -m forms.compile
	printf '%s\n' "$wanted" >"$VENV/.stamp-forms"
}

set_up() { # set_up run|test|build
	LC_ALL=C.UTF-8
	PYTHONUTF8=1
	export LC_ALL PYTHONUTF8
	# shellcheck disable=SC2046
	case "$1" in
	run) system_ready $(listed run) ;;
	*) system_ready $(listed run "$1") ;;
	esac
	if command -v flock >/dev/null; then # two set-ups in one checkout wait for each other
		mkdir -p "$(dirname "$VENV")"
		exec 9>"$VENV.lock"
		flock 9
	fi
	program_ready "$1"
	forms_ready
	exec 9>&-
}
