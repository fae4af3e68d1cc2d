#!/bin/sh
# Installs what the program (run), its tests (test) or its benchmarks (bench) need from Debian, and only what is
# missing. Needs root or sudo where something is missing; asks nothing. Usage: system_packages.sh run|test|bench
set -eu

# To make .venv/, for Qt to load at all, and for it to open a window on X11.
run_packages="libglib2.0-0 libgl1 libegl1 libdbus-1-3 libfontconfig1 libxkbcommon0
    libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0"

# A screen for tests, LibreOffice to open exported files and to edit them as a reader would, and what turns its PDF into
# text and pictures.
office="libreoffice-writer python3-uno"
test_packages="$run_packages
    xvfb xauth xdotool $office poppler-utils fonts-liberation dbus"

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

# LibreOffice keeps the marks around the fields of a draft from 24.8 on. Debian 12 has an older one, and a newer one in
# its backports; without it the tests that need it skip.
suite=bookworm
office_is_old() {
    case "$wanted" in *libreoffice-writer*) ;; *) return 1 ;; esac
    [ "$(. /etc/os-release 2>/dev/null; echo "${VERSION_CODENAME:-}")" = "$suite" ] || return 1
    has python3-uno || return 0
    version=$(dpkg-query -W -f '${Version}' libreoffice-writer 2>/dev/null | sed 's/^[0-9]*://')
    ! dpkg --compare-versions "${version:-0}" ge 24.8
}

missing=$(venv_package)
for name in $wanted; do
    has "$name" || missing="$missing $name"
done
old_office=
if office_is_old; then old_office=yes; fi
[ -n "$missing$old_office" ] || exit 0

if [ -n "$old_office" ]; then
    echo "Installing from Debian and its backports:" $missing
else
    echo "Installing from Debian:" $missing
fi
if [ "$(id -u)" -eq 0 ]; then
    as_root=""
elif command -v sudo >/dev/null; then
    as_root="sudo"
else
    echo "These packages have to be installed by root: apt-get install" $missing ${old_office:+$office} >&2
    exit 2
fi
export DEBIAN_FRONTEND=noninteractive
apt="$as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300"

# The machine's own sources with the backports beside them, for this one installation: nothing of the machine is changed.
install_from_backports() {
    folder=$(mktemp -d)
    chmod 755 "$folder"
    mkdir -p "$folder/sources" "$folder/lists/partial"
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
        [ -f "$file" ] || continue
        awk -v suite="$suite" '{ print } $1 == "deb" { for (i = 2; i <= NF; i++) if ($i == suite) { $i = suite "-backports"; print; next } }' \
            "$file" > "$folder/sources/$(basename "$file" .list).list"
    done
    for file in /etc/apt/sources.list.d/*.sources; do
        [ -f "$file" ] || continue
        awk -v suite="$suite" '/^Suites:/ { for (i = 2; i <= NF; i++) if ($i == suite) { $0 = $0 " " suite "-backports"; break } } { print }' \
            "$file" > "$folder/sources/$(basename "$file")"
    done
    apart="-o Dir::Etc::sourcelist=/dev/null -o Dir::Etc::sourceparts=$folder/sources -o Dir::State::lists=$folder/lists"
    done=0
    $apt $apart update && $apt $apart install --yes --no-install-recommends -t "$suite-backports" $office || done=1
    $as_root rm -rf "$folder"
    return $done
}

if [ -n "$old_office" ] && ! install_from_backports; then
    echo "LibreOffice could not be had from the backports: tests that edit drafts with it will skip." >&2
fi
[ -n "$missing" ] || exit 0
$apt update
$apt install --yes --no-install-recommends $missing
