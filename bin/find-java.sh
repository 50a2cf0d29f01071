# Sourced by navicast and mvnw: sets JAVA_HOME to a JDK of version 25 or later, or says how to get one and returns 1.
# Reads the "release" file that every JDK carries instead of starting each java, which would cost 50 ms apiece.

navicast_java_version() { # folder -> major version, or nothing where there is no complete JDK
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

navicast_find_java() {
  navicast_on_path=$(command -v javac 2>/dev/null) &&
    navicast_on_path=$(readlink -f "$navicast_on_path" 2>/dev/null) && navicast_on_path=${navicast_on_path%/bin/javac}
  for navicast_home in "${JAVA_HOME:-}" "$navicast_on_path" /usr/lib/jvm/* /opt/jdk* /opt/java/* \
    "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    [ -n "$navicast_home" ] || continue
    navicast_major=$(navicast_java_version "$navicast_home")
    if [ -n "$navicast_major" ] && [ "$navicast_major" -ge 25 ]; then
      JAVA_HOME=$navicast_home
      export JAVA_HOME
      return 0
    fi
  done
  cat >&2 <<'TEXT'
navicast: no JDK 25 or later found (looked at JAVA_HOME, the PATH and the usual folders).
Get one, then try again:
  Debian 13, Ubuntu 25.10 and later:  sudo apt install openjdk-25-jdk-headless
  macOS:                              brew install openjdk@25
  anything else:                      https://adoptium.net, then set JAVA_HOME to where you unpacked it
TEXT
  return 1
}

navicast_find_java
