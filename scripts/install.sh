# shellcheck shell=sh
# Sourced by ./tmuxbridge and ./verify. $program is the name that messages begin with.

say() { echo "$program: $*" >&2; }

stop() {
    say "$*"
    exit 1
}

# Whether Debian packages can be installed here without asking anybody.
may_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

# need COMMAND PACKAGE...: makes sure that COMMAND is there, or ends with one line that says what to install.
need() {
    wanted=$1
    shift
    command -v "$wanted" >/dev/null 2>&1 && return 0
    may_install || stop "$wanted is missing; install it, on Debian or Ubuntu with: apt-get install $*"
    install_packages "$@"
    command -v "$wanted" >/dev/null 2>&1 || stop "$wanted is still missing after: apt-get install $*"
}

# install_packages PACKAGE...: only after may_install. The list of packages is fetched only when it is missing or old.
install_packages() {
    say "installing $* (apt-get)"
    log=$(mktemp)
    if apt_install "$@" >"$log" 2>&1 || { apt-get update >"$log" 2>&1 && apt_install "$@" >>"$log" 2>&1; }; then
        rm -f "$log"
    else
        tail -n 15 "$log" >&2
        rm -f "$log"
        stop "apt-get could not install $*"
    fi
}

apt_install() {
    DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends -o DPkg::Lock::Timeout=300 "$@" </dev/null
}

# find_java: sets $java, $java_version and, where its release file tells, $java_update, from JAVA_HOME or the PATH; 17 is the oldest that will do.
find_java() {
    if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
        java=$JAVA_HOME/bin/java
    else
        need java openjdk-17-jdk-headless
        java=$(command -v java)
    fi
    # The release file of a JDK is read, for it costs nothing; asking java itself costs the start of a JVM.
    release=$(dirname "$(dirname "$(readlink -f "$java" 2>/dev/null || echo "$java")")")/release
    java_version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$release" 2>/dev/null || true)
    java_update=$(sed -n 's/^JAVA_VERSION="[0-9]*\.0\.\([0-9]*\).*/\1/p' "$release" 2>/dev/null || true)
    if [ -z "$java_version" ]; then
        java_version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
    fi
    [ "${java_version:-0}" -ge 17 ] 2>/dev/null ||
        stop "$java is Java ${java_version:-of unknown version}; install 17 or newer, on Debian or Ubuntu with: apt-get install openjdk-17-jdk-headless"
}

# find_build_tools: what a build from source needs beside java.
find_build_tools() {
    if [ -n "${JAVA_HOME:-}" ]; then
        [ -x "$JAVA_HOME/bin/javac" ] || stop "JAVA_HOME=$JAVA_HOME has no compiler; point it to a JDK, not a JRE"
    else
        need javac openjdk-17-jdk-headless
    fi
    need mvn maven
    need node nodejs npm
    need npm npm
}
