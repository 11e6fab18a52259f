#!/bin/sh
# Fills fuzz/corpus with what each target begins from: the texts and settings of the project's own
# site, and the cases of tests/cases one by one. Run it again at any time.
set -eu

cd "$(dirname "$0")/.."
corpus=fuzz/corpus
mkdir -p "$corpus/front_matter" "$corpus/markdown" "$corpus/site"

# copy TARGET FILE: under a name made from its path.
copy() { cp "$2" "$corpus/$1/$(printf '%s' "$2" | tr '/' '-')"; }

find content tests/sites -name '*.md' -size -8k -path '*content/*' | sort | while read -r file; do
  copy markdown "$file"
done
find site.toml content tests/sites -name '*.toml' -size -8k -not -path '*/themes/*' | sort | while read -r file; do
  copy front_matter "$file"
done
# Front matter alone.
find content tests/sites -name '*.md' -path '*content/*' | sort | while read -r file; do
  seed=$corpus/front_matter/$(printf '%s' "$file" | tr '/' '-')
  sed -n '1{/^+++$/!{/^---$/!q;};d;};/^+++$/q;/^---$/q;p' "$file" >"$seed"
  [ -s "$seed" ] || rm "$seed"
done

# Every case is a small site; every text in it is a seed of its own.
for file in tests/cases/*.md; do
  name=$(basename "$file" .md)
  awk -v out="$corpus" -v name="$name" '
    /^````/ && !is_open {
      is_open = 1
      path = substr($0, 5)
      kind = path ~ /\.md$/ ? "markdown" : path ~ /\.toml$/ ? "front_matter" : ""
      inner = kind == "" ? "" : out "/" kind "/case-" name "-" ++texts
      if (path != "problems") print > site
      next
    }
    /^````/ {
      is_open = 0
      if (path != "problems") print > site
      if (inner != "") close(inner)
      next
    }
    /^## / && !is_open { if (site) close(site); site = out "/site/case-" name "-" ++sites; next }
    is_open && path != "problems" { print > site; if (inner != "") print > inner }
  ' "$file"
done

for target in front_matter markdown site; do
  echo "$target: $(find "$corpus/$target" -type f | wc -l) seeds"
done
