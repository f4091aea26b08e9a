# Sourced by ./run, ./test and the other scripts.

# The Maven on the path when it is new enough, the wrapper otherwise.
maven() {
  local version
  version=$(mvn --version 2>/dev/null | sed -nE 's/.*Apache Maven ([0-9]+\.[0-9]+\.[0-9]+).*/\1/p' | head -n 1)
  if [ -n "$version" ] && [ "$(printf '%s\n' 3.8.7 "$version" | sort -V | head -n 1)" = 3.8.7 ]; then
    mvn "$@"
  else
    ./mvnw "$@"
  fi
}

# The Java that Maven uses too, without the warnings of newer ones about what Netty and Conscrypt do; 17 knows not all of
# these options. Replaces this process.
run_java() {
  local java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  if ! command -v "$java" >/dev/null; then
    echo "A JDK 17 or newer is needed: there is no $java" >&2
    exit 1
  fi
  exec "$java" -XX:+IgnoreUnrecognizedVMOptions --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    ${JAVA_OPTS:-} "$@"
}
