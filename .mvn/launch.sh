# The Maven on the path when it is new enough, the wrapper otherwise. Sourced by ./run and ./test.
maven() {
  local version
  version=$(mvn --version 2>/dev/null | sed -nE 's/.*Apache Maven ([0-9]+\.[0-9]+\.[0-9]+).*/\1/p' | head -n 1)
  if [ -n "$version" ] && [ "$(printf '%s\n' 3.8.7 "$version" | sort -V | head -n 1)" = 3.8.7 ]; then
    mvn "$@"
  else
    ./mvnw "$@"
  fi
}
