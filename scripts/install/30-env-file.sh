# --- .env: read and changed line by line, so that every byte nobody meant to change stays as it is --------------

# env_spans <file>: name, first and last line of each entry, as Compose finds them: behind a byte order mark, and with a
# colon in place of the =, too. A quoted value may go over several lines.
env_spans() {
  [[ -f $1 ]] || return 0
  awk '
    function closes(text, quote,   i, c) {
      for (i = 1; i <= length(text); i++) {
        c = substr(text, i, 1)
        if (c == "\\") i++
        else if (c == quote) return 1
      }
      return 0
    }
    NR == 1 { sub(/^\357\273\277/, "") }
    open != "" { if (closes($0, open)) { print name "\t" first "\t" NR; open = "" } next }
    /^[ \t]*(export[ \t]+)?[A-Za-z_][A-Za-z0-9_.]*[ \t]*[=:]/ {
      name = $0; sub(/^[ \t]*(export[ \t]+)?/, "", name); value = name
      sub(/[ \t]*[=:].*$/, "", name); sub(/^[^=:]*[=:][ \t]*/, "", value)
      first = NR; quote = substr(value, 1, 1)
      if ((quote == "\"" || quote == "\047") && !closes(substr(value, 2), quote)) open = quote
      else print name "\t" first "\t" NR
    }' "$1"
}

# What was read of the file last looked at. Whatever changes a file calls env_changed.
SPANS_FILE='' SPANS='' SPAN_LINES=()
env_read() {
  [[ $SPANS_FILE != "$1" ]] || return 0
  SPANS=$'\n'$(env_spans "$1")$'\n'
  SPAN_LINES=()
  if [[ -f $1 ]]; then mapfile -t SPAN_LINES <"$1"; fi
  SPANS_FILE=$1
}

env_changed() {
  SPANS_FILE=''
}

# env_has <file> <name>
env_has() {
  env_read "$1"
  [[ $SPANS == *$'\n'"$2"$'\t'* ]]
}

# env_find <file> <name>: FIRST and LAST become the lines of the last entry of that name; 1 when there is none.
FIRST=0 LAST=0
env_find() {
  env_has "$1" "$2" || return 1
  local rest=${SPANS##*$'\n'"$2"$'\t'}
  rest=${rest%%$'\n'*}
  FIRST=${rest%%$'\t'*} LAST=${rest##*$'\t'}
}

# env_raw <file> <name>: the last entry of that name as it is written behind the =, as Compose would take it.
env_raw() {
  env_find "$1" "$2" || return 0
  local text=${SPAN_LINES[FIRST - 1]#*[=:]} number
  for ((number = FIRST; number < LAST; number++)); do text+=$'\n'${SPAN_LINES[number]}; done
  text=${text//$'\r'/}
  printf '%s' "${text#"${text%%[! $'\t']*}"}"
}

# env_value <file> <name>: what it means. Compose's rules: nothing is replaced within single quotes.
env_value() {
  local raw
  raw=$(env_raw "$1" "$2")
  case $raw in
    [\'\"]*) printf '%s' "$raw" | unquote ;;
    *)
      raw=${raw%%[ $'\t']#*}
      raw=${raw%"${raw##*[! $'\t']}"}
      printf '%s' "${raw//\$\$/\$}"
      ;;
  esac
}

# The first character of stdin is the quote. Within single ones a backslash is for the quote alone.
unquote() {
  awk '
    BEGIN { meant["n"] = "\n"; meant["t"] = "\t"; meant["r"] = "\r"; meant["\""] = "\""; meant["\\"] = "\\"; meant["$"] = "$" }
    { text = text (NR > 1 ? "\n" : "") $0 }
    END {
      quote = substr(text, 1, 1)
      for (i = 2; i <= length(text); i++) {
        c = substr(text, i, 1); next_one = substr(text, i + 1, 1)
        if (c == quote) break
        if (c == "\\" && quote == "\"" && next_one in meant) { c = meant[next_one]; i++ }
        else if (c == "\\" && next_one == quote) { c = quote; i++ }
        else if (c == "$" && quote == "\"" && next_one == "$") i++
        printf "%s", c
      }
    }'
}

# env_interpolates <file> <name>: whether Compose would put another value in place of a $ of it.
env_interpolates() {
  local raw
  raw=$(env_raw "$1" "$2")
  [[ $raw != \'* ]] || return 1
  # shellcheck disable=SC2016
  [[ $(printf '%s' "$raw" | sed -e 's/\\\$//g' -e 's/\$\$//g') =~ \$[A-Za-z_\{] ]]
}

# env_quote <value>: so written that Compose reads back this very value.
env_quote() {
  local value=$1
  # Whatever is plain stays plain to read.
  if [[ $value =~ ^[A-Za-z0-9_./:@%+,-]*$ ]]; then
    printf '%s' "$value"
  elif [[ $value != *\'* && $value != *\\ ]]; then
    # A \ at the end would take the quote for a character.
    printf "'%s'" "$value"
  else
    value=${value//\\/\\\\}
    value=${value//\"/\\\"}
    value=${value//\$/\\\$}
    printf '"%s"' "$value"
  fi
}

# env_set <file> <name> <value>: replaces the entry of that name, or adds one at the end.
env_set() {
  local file=$1 name=$2 line
  line="$name=$(env_quote "$3")"
  if env_has "$file" "$name"; then
    env_rewrite "$file" "$name" "$line"
  else
    env_append "$file" "$line"
  fi
}

env_append() {
  # A last line without an end would swallow ours.
  if [[ -s $1 && -n $(tail -c 1 "$1") ]]; then printf '\n' >>"$1"; fi
  printf '%s\n' "$2" >>"$1"
  env_changed
}

# env_rewrite <file> <name> <text>: the last entry of the name becomes the text.
env_rewrite() {
  env_find "$1" "$2"
  {
    head -n $((FIRST - 1)) "$1"
    printf '%s\n' "$3"
    tail -n +$((LAST + 1)) "$1"
  } >"$1.new"
  mv "$1.new" "$1"
  env_changed
}

# env_rename <file> <old> <new>: the value stays byte for byte.
env_rename() {
  env_find "$1" "$2" || return 0
  sed "${FIRST}s/^\\(\\(\\xef\\xbb\\xbf\\)\\{0,1\\}[ \\t]*\\(export[ \\t][ \\t]*\\)\\{0,1\\}\\)$2/\\1$3/" "$1" >"$1.new"
  mv "$1.new" "$1"
  env_changed
}

# env_retire <file> <name> <version>: what nothing reads any more is kept as a comment.
env_retire() {
  env_find "$1" "$2" || return 0
  sed -e "${FIRST},${LAST}s/^/# /" -e "${FIRST}i\\
# Not read any more since $3:" "$1" >"$1.new"
  mv "$1.new" "$1"
  env_changed
}
