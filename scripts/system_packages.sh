#!/bin/sh
# Installs what the program (run), its tests (test) or its benchmarks (bench) need from Debian, and only what is
# missing. Needs root or sudo where something is missing; asks nothing. Usage: system_packages.sh run|test|bench
set -eu

# To make .venv/, for Qt to load at all, and for it to open a window on X11.
run_packages="libglib2.0-0 libgl1 libegl1 libdbus-1-3 libfontconfig1 libxkbcommon0
    libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0"

# A screen for tests, LibreOffice to open exported files, and what turns its PDF into text and pictures.
test_packages="$run_packages
    xvfb xauth xdotool libreoffice-writer poppler-utils fonts-liberation dbus"

# The peer of our layout.
bench_packages="$test_packages
    graphviz"

case "${1:-run}" in
    run) wanted=$run_packages ;;
    test) wanted=$test_packages ;;
    bench) wanted=$bench_packages ;;
    *) echo "usage: $0 run|test|bench" >&2; exit 2 ;;
esac

[ "$(uname -s)" = Linux ] || exit 0

# Debian splits venv from python3; other builds of Python have it.
venv_package() {
    if ! "${PYTHON:-python3}" -c 'import ensurepip, venv' 2>/dev/null; then echo python3-venv; fi
}

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo "This is not a Debian system: if something below fails, install what these packages hold:" >&2
    echo $wanted >&2
    exit 0
fi

# Later releases add t64 to the names of some libraries.
installed=$(
    for name in $wanted; do echo "$name" "${name}t64"; done |
        xargs dpkg-query -W -f '${Package} ${db:Status-Status}\n' 2>/dev/null |
        sed -n 's/ installed$//p' || true
)
has() {
    printf '%s\n' "$installed" | grep -qxF -e "$1" -e "${1}t64"
}

missing=$(venv_package)
for name in $wanted; do
    has "$name" || missing="$missing $name"
done
[ -n "$missing" ] || exit 0

echo "Installing from Debian:" $missing
if [ "$(id -u)" -eq 0 ]; then
    as_root=""
elif command -v sudo >/dev/null; then
    as_root="sudo"
else
    echo "These packages have to be installed by root: apt-get install" $missing >&2
    exit 2
fi
export DEBIAN_FRONTEND=noninteractive
apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300"
$apt update
$apt install --yes --no-install-recommends $missing
