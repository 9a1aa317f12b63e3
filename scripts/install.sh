# shellcheck shell=sh
# Sourced by ./tmuxbridge, ./verify and scripts. $program is the name that messages begin with, $state the folder for what is made here.

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

# need_all COMMAND...: the same for all that a command of ours needs of java, javac, mvn, node and tmux, at once: nobody is to install one,
# come again, and be told of the next.
need_all() {
    missing='' packages=''
    for each; do
        is_there "$each" && continue
        missing="$missing $each"
        package=$(package_of "$each")
        case "$packages " in
            *" $package "*) ;;
            *) packages="$packages $package" ;;
        esac
    done
    [ -n "$missing" ] || return 0
    case " $missing " in
        *' node '*) more=" (Node $oldest_node or newer, where there is no such package: https://nodejs.org)" ;;
        *) more= ;;
    esac
    may_install || stop "missing:$missing; install them, on Debian or Ubuntu with: apt-get install$packages$more"
    # shellcheck disable=SC2086 # packages are words
    install_packages $packages
    for each in $missing; do
        is_there "$each" || stop "$each is still missing after: apt-get install$packages"
    done
}

# Whether a command is there, whatever its version, which is looked at later.
is_there() {
    case $1 in
        java) { [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; } || command -v java ;;
        javac) [ -n "${JAVA_HOME:-}" ] || command -v javac ;;
        node) [ -x "$state/node/node_modules/.bin/node" ] || { command -v node && command -v npm; } ;;
        *) command -v "$1" ;;
    esac >/dev/null 2>&1
}

package_of() {
    case $1 in
        java | javac) echo default-jdk-headless ;;
        mvn) echo maven ;;
        node) echo nodejs npm ;;
        *) echo "$1" ;;
    esac
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

# find_java: sets $java and $java_version and, where its release file tells, $java_update, $java_build, which is its whole version, and
# $java_libc, from JAVA_HOME or the PATH; 17 is the oldest that will do.
find_java() {
    if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
        java=$JAVA_HOME/bin/java
    else
        need java default-jdk-headless
        java=$(command -v java)
    fi
    # The release file of a JDK is read, for it costs nothing; asking java itself costs the start of a JVM.
    release=$(dirname "$(dirname "$(readlink -f "$java" 2>/dev/null || echo "$java")")")/release
    java_version='' java_update='' java_build='' java_libc=''
    [ ! -r "$release" ] || read_release <"$release"
    if [ -z "$java_version" ]; then
        java_version=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
    fi
    [ "${java_version:-0}" -ge 17 ] 2>/dev/null ||
        stop "$java is Java ${java_version:-of unknown version}; install 17 or newer, on Debian from 12 on with: apt-get install default-jdk-headless"
}

# read_release: what find_java sets, from lines like LIBC="gnu". Without a process, for it is done with every start.
read_release() {
    while IFS='="' read -r name _ value _; do
        case $name in
            JAVA_VERSION)
                java_version=${value%%[!0-9]*}
                case $value in
                    "$java_version".0.*) java_update=${value#*.0.} java_update=${java_update%%[!0-9]*} ;;
                esac
                ;;
            JAVA_RUNTIME_VERSION)
                case $value in
                    *[!0-9A-Za-z.+-]*) ;; # it becomes part of a file's name
                    *) java_build=$value ;;
                esac
                ;;
            LIBC) java_libc=$value ;;
        esac
    done
}

# writable_home: a home for what Maven and npm keep, below $state, where there is none that can be written.
writable_home() {
    [ ! -w "${HOME:-/nonexistent}" ] || return 0
    HOME=$state/home
    MAVEN_OPTS="${MAVEN_OPTS:-} -Duser.home=$HOME" # Java asks the user data base
    export HOME MAVEN_OPTS
    mkdir -p "$HOME"
}

build_tools='javac mvn node'

# find_build_tools: what a build from source needs beside java.
find_build_tools() {
    [ -z "${JAVA_HOME:-}" ] || [ -x "$JAVA_HOME/bin/javac" ] || stop "JAVA_HOME=$JAVA_HOME has no compiler; point it to a JDK, not a JRE"
    # shellcheck disable=SC2086 # tools are words
    need_all $build_tools
    find_node
}

oldest_node=20

node_will_do() {
    command -v npm >/dev/null 2>&1 || return 1
    node_major=$(node --version 2>/dev/null | sed -n 's/^v\([0-9]*\).*/\1/p')
    [ "${node_major:-0}" -ge "$oldest_node" ]
}

# find_node: sees to a node and an npm that build the page, and puts them first in the PATH when they are of this project alone.
find_node() {
    node_will_do && return 0
    own_node=$state/node/node_modules/.bin
    if ! [ -x "$own_node/node" ]; then
        need_all node
        node_will_do && return 0
        install_own_node
    fi
    PATH=$own_node:$PATH
    export PATH
    node_will_do || stop "$own_node/node does not run as Node $oldest_node or newer; remove $state/node, or install Node yourself: https://nodejs.org"
}

# Debian 12 has Node 18. The npm registry has newer ones as packages, one for each kind of machine; Debian's npm runs under Debian's node only,
# so npm comes along.
install_own_node() {
    kind=$(node -p 'process.platform + "-" + process.arch')
    say "node is $(node --version), too old for the page; installing Node 22 and npm (npm) into $state/node"
    log=$(mktemp)
    npm install --prefix "$state/node" --no-audit --no-fund --ignore-scripts "node-$kind@22" npm@10 </dev/null >"$log" 2>&1 || {
        tail -n 15 "$log" >&2
        rm -rf "$log" "${state:?}/node"
        stop "npm could not install Node 22; install Node $oldest_node or newer yourself, from https://nodejs.org, and put it first in the PATH"
    }
    rm -f "$log"
}
