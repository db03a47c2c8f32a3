#!/usr/bin/env bash
# Makes the theme's fonts (coranto/theme/static/theme/fonts) from the packages that Fontsource publishes on npm.
#
# Only needed when a font is updated; the results are in the repository. Needs npm and uv.
# Each face is cut down to one optical size and to weights 400 to 700, and divided by script, so that a page loads only
# the letters that it shows: "core" is ASCII with typographic punctuation, "latin" the accented letters of western
# Europe, "latin-ext" those of the rest of Europe. The OFL allows this; none of these fonts reserves its name.
set -euo pipefail

here=$(cd "$(dirname "$0")/.." && pwd)
out=$here/coranto/theme/static/theme/fonts
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$out"

version=5.3.0
core=U+20-7E,U+A0,U+A3,U+A7,U+A9,U+AB,U+B0,U+B7,U+BB,U+BD,U+D7,U+2010,U+2011,U+2013,U+2014,U+2018-201A,U+201C-201E
core=$core,U+2022,U+2026,U+2032,U+2033,U+2039,U+203A,U+20AC,U+2212
latin=U+A1,U+A2,U+A4-A6,U+A8,U+AA,U+AC-AF,U+B1-B6,U+B8-BA,U+BC,U+BE-D6,U+D8-FF,U+152,U+153,U+178,U+2122
latin_ext=U+100-151,U+154-177,U+179-17F,U+18F,U+192,U+218-21B,U+237,U+259,U+1E80-1E85,U+1E9E,U+1EF2,U+1EF3,U+20A4-20AB,U+2116
cyrillic=U+301,U+400-45F,U+490,U+491,U+4B0,U+4B1,U+2116
greek=U+370-3FF

fetch() { # package
  [ -d "$work/$1" ] && return
  (cd "$work" && npm pack --silent "@fontsource-variable/$1@$version" >/dev/null)
  mkdir "$work/$1" && tar -xzf "$work/fontsource-variable-$1-$version.tgz" -C "$work/$1" --strip-components=1
  cp "$work/$1/LICENSE" "$out/$1-OFL.txt"
}

tool() { uvx --quiet --from 'fonttools[woff]' "$@"; }

cut() { # package file-in-package out-name axes unicodes
  fetch "$1"
  tool fonttools varLib.instancer --quiet "$work/$1/files/$1-$2.woff2" $4 -o "$work/face.ttf" 2>/dev/null
  tool pyftsubset "$work/face.ttf" --unicodes="$5" --flavor=woff2 --output-file="$out/$3.woff2" \
    --layout-features=kern,liga,ccmp,locl,mark,mkmk --desubroutinize --no-hinting --name-IDs=0,1,2,13,14
  printf '%-34s %6d bytes\n' "$3.woff2" "$(stat -c %s "$out/$3.woff2")"
}

family() { # package normal-style italic-style normal-axes italic-axes scripts...
  local package=$1 normal=$2 italic=$3 axes=$4 slope=$5 script file
  shift 5
  for script in "$@"; do
    case $script in core | latin) file=latin ;; latin_ext) file=latin-ext ;; *) file=$script ;; esac
    cut "$package" "$file-$normal" "$package-${script/_/-}" "$axes" "${!script}"
    cut "$package" "$file-$italic" "$package-${script/_/-}-italic" "$slope" "${!script}"
  done
}

family newsreader opsz-normal opsz-italic 'opsz=24 wght=400:700' 'opsz=20 wght=400' core latin latin_ext
family literata opsz-normal opsz-italic 'opsz=18 wght=400:700' 'opsz=18 wght=400' core latin latin_ext cyrillic greek
family commissioner wght-normal slnt-normal 'wght=400:700' 'slnt=-10 wght=400' core latin latin_ext cyrillic greek
