// What is recorded: scenes of real programs, and small scripts that print what programs print seldom. A step is text to
// type (a line feed at its end is Enter), a key in angle brackets as tmux names it, or a number of milliseconds to
// wait.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const S = [80, 24];
const M = [100, 30];
const L = [132, 40];
const ALONE = "unshare --pid --fork --mount-proc";

const scene = (name, [cols, rows], about, steps, more = {}) => ({ name, cols, rows, about, steps, ...more });
const script = (name, size, about, text, more = {}) =>
  scene(name, size, about, [`bash ${name}.sh\n`, 1500, "echo done\n"], { text, ...more });

export const scenes = [
  scene(
    "vim-edit",
    S,
    "vim: insert, undo, visual, search, substitute",
    [
      "vim -u NONE -N code.c\n",
      "Gonew line with text",
      "<Escape>",
      "ggVjjd",
      "u",
      "/return\n",
      ":set number hlsearch\n",
      ":%s/int/long/g\n",
      "GA and more",
      "<Escape>",
      "<C-b>",
      "<C-f>",
      ":q!\n",
    ],
    { needs: ["vim"] },
  ),
  scene(
    "vim-background",
    M,
    "vim with a background of its own (erased cells are coloured) and syntax",
    [
      "vim -u NONE -N code.c\n",
      ":syntax on\n",
      ":hi Normal ctermbg=17 ctermfg=252\n",
      ":redraw!\n",
      ":set cursorline nu\n",
      "jjjjjj",
      "<C-f>",
      "<C-b>",
      "dd",
      "p",
      ":split README.md\n",
      ":q\n",
      ":q!\n",
    ],
    { needs: ["vim"] },
  ),
  scene(
    "vim-wrap-wide",
    L,
    "vim: vertical split, long lines, wide characters",
    [
      "vim -u NONE -N wide.txt\n",
      ":vsplit code.c\n",
      ":set wrap number\n",
      "<C-w> l".replace(" l", ""),
      "l",
      "Gzt",
      "ihéllo 世界 ",
      "<Escape>",
      "ggyyP",
      ":set nowrap\n",
      "20zl",
      ":qa!\n",
    ],
    {
      needs: ["vim"],
      known: "in the middle of drawing: half of a wide character overwritten",
      knownMost: 4,
      knownAlarms: 4,
    },
  ),
  scene(
    "nano-edit",
    S,
    "nano: type, cut, search, help",
    ["nano README.md\n", "some words", "<Enter>", "<C-k>", "<C-u>", "<C-w>", "line\n", "<C-g>", "<C-x>", "<C-x>", "n"],
    { needs: ["nano"] },
  ),
  scene(
    "less-page",
    S,
    "less: pages, search, back",
    ["less long.txt\n", "<Space>", "<Space>", "b", "/fifty\n", "n", "G", "g", "40g", "q"],
    { needs: ["less"] },
  ),
  scene(
    "less-chop",
    M,
    "less -S on long lines, moved sideways",
    ["less -S -N long.txt\n", "<Right>", "<Right>", "<Left>", "<Space>", "-S\n", "q"],
    { needs: ["less"] },
  ),
  scene("man-page", M, "man with bold and underline", ["man bash\n", 700, "<Space>", "<Space>", "/shell\n", "n", "q"], {
    needs: ["man", "less"],
  }),
  scene(
    "htop",
    M,
    "htop: bars, tree, setup",
    [
      `${ALONE} htop -d 5\n`,
      1200,
      "<F5>",
      700,
      "<F2>",
      300,
      "<Down>",
      "<Down>",
      "<F10>",
      300,
      "<F6>",
      300,
      "<Escape>",
      1200,
      "q",
      200,
    ],
    { needs: ["htop", "unshare"], restless: true },
  ),
  scene("top", S, "top: colours, refresh", [`${ALONE} top -d 0.4\n`, 800, "z", 800, "x", 800, "1", 600, "q", 200], {
    needs: ["top", "unshare"],
    restless: true,
  }),
  scene(
    "mc-panels",
    L,
    "Midnight Commander: panels, menus, viewer",
    [
      "mc -u -x --nocolor=0 2>/dev/null || mc -u\n",
      600,
      "<Down>",
      "<Down>",
      "<F9>",
      "<Right>",
      "<Escape>",
      600,
      "<F3>",
      400,
      "<F10>",
      "<Tab>",
      "<Down>",
      "<F10>",
      400,
      "\n",
    ],
    { needs: ["mc"] },
  ),
  scene(
    "mc-colour",
    S,
    "Midnight Commander in colour, small",
    ["mc -u -c\n", 600, "<Down>", "<Down>", "<Down>", "<F1>", 500, "<F10>", 300, "<F10>", 300, "\n"],
    { needs: ["mc"] },
  ),
  scene(
    "dialog-menu",
    S,
    "dialog: menu and checklist",
    [
      "dialog --menu Choose 15 40 5 a Apple b Banana c Cherry\n",
      "<Down>",
      "<Down>",
      "<Up>",
      "<Enter>",
      "dialog --checklist Pick 15 50 4 1 one on 2 two off 3 three off\n",
      "<Space>",
      "<Down>",
      "<Space>",
      "<Tab>",
      "<Enter>",
      "clear\n",
    ],
    { needs: ["dialog"] },
  ),
  scene(
    "dialog-form",
    M,
    "dialog: form with fields and a calendar",
    [
      'dialog --form Form 12 50 3 Name: 1 1 "" 1 10 20 0 City: 2 1 "" 2 10 20 0\n',
      "Someone",
      "<Down>",
      "Somewhere",
      "<Enter>",
      "dialog --calendar When 0 0 1 2 2026\n",
      "<Right>",
      "<Down>",
      "<Escape>",
      600,
      "clear\n",
    ],
    { needs: ["dialog"] },
  ),
  scene(
    "whiptail-gauge",
    S,
    "whiptail: a gauge that fills and a yes/no",
    [
      "(for i in 0 20 40 60 80 100; do echo $i; sleep .1; done) | whiptail --gauge Working 8 50 0\n",
      1200,
      'whiptail --yesno "Go on?" 8 40\n',
      "<Tab>",
      "<Tab>",
      "<Enter>",
      "clear\n",
    ],
    { needs: ["whiptail"] },
  ),
  scene("bash-editing", S, "readline: long lines, kill, yank, search in history", [
    "echo a rather long command line that goes over the right edge of the terminal and on into the next row, at least once\n",
    "echo second",
    "<C-a>",
    "<M-f>",
    " inserted",
    "<C-e>",
    "<C-w>",
    "<C-y>",
    "<Enter>",
    "<C-r>",
    "rather",
    "<Enter>",
    "<Up>",
    "<Up>",
    "<C-k>",
    "<C-u>",
    "<C-l>",
    "echo cleared\n",
  ]),
  scene("bash-completion", M, "completion lists and menus", [
    ". /usr/share/bash-completion/bash_completion\n",
    "ls ma",
    "<Tab>",
    "<Tab>",
    "<C-u>",
    "cat ",
    "<Tab>",
    "<Tab>",
    "READ",
    "<Tab>",
    "<Enter>",
    "git --",
    "<Tab>",
    "<Tab>",
    "<C-c>",
    "git checkout --",
    "<Tab>",
    "<Tab>",
    "<C-c>",
    "cd m",
    "<Tab>",
    "<Enter>",
  ]),
  scene("ls-colour", S, "ls in colour, in columns and long", [
    "ls --color=always\n",
    "ls -la --color=always\n",
    "ls --color=always -R | head -40\n",
    "ls --color=always many | cat\n",
  ]),
  scene(
    "ls-hyperlink",
    S,
    "ls with OSC 8 hyperlinks",
    [
      'exec unshare --uts sh -c "hostname demo; exec bash --noprofile --norc"\n',
      "ls --hyperlink=always --color=always\n",
      "ls -l --hyperlink=always\n",
    ],
    { needs: ["unshare", "hostname"] },
  ),
  scene(
    "git-log",
    M,
    "git log --graph in colour through less",
    [
      "cd repo\n",
      "git log --graph --all --decorate --color=always | less -R\n",
      "<Space>",
      "b",
      "q",
      "git log --oneline --graph --all --color=always | cat\n",
    ],
    { needs: ["git", "less"] },
  ),
  scene(
    "git-diff",
    M,
    "git diff and status with colours",
    [
      "cd repo\n",
      "git -c color.ui=always diff HEAD~3 | cat\n",
      "git -c color.ui=always status\n",
      "git -c color.ui=always diff --word-diff HEAD~2 | less -R\n",
      "q",
    ],
    { needs: ["git", "less"] },
  ),
  scene("tree", S, "tree with line drawing", ["tree -C many repo | head -60\n", "tree --charset=ascii repo\n"], {
    needs: ["tree"],
  }),
  scene(
    "watch",
    S,
    "watch, refreshing and highlighting",
    ['watch -n 0.3 -d -t "date +%N; seq 1 5"\n', 1500, "<C-c>", 200],
    { needs: ["watch"], restless: true },
  ),
  scene(
    "python-repl",
    M,
    "Python: prompt, help, traceback",
    [
      "python3 -q\n",
      300,
      "def f(n):\n",
      "    return n * f(n - 1) if n else 1\n",
      "\n",
      "f(60)\n",
      "[f(i) for i in range(12)]\n",
      "1/0\n",
      'print("\\u4e16\\u754c " * 30)\n',
      "exit()\n",
    ],
    { needs: ["python3"] },
  ),
  scene(
    "w3m-page",
    S,
    "w3m: a page with a table",
    ["w3m page.html\n", 300, "<Space>", "<Tab>", "<Tab>", "b", "q", "y"],
    { needs: ["w3m"] },
  ),
  scene("banner", L, "figlet and a box", ["figlet tmux bridge\n", "figlet -w 130 -f slant wide banner text\n"], {
    needs: ["figlet"],
  }),
  scene(
    "screen-clear",
    M,
    "clear, reset, tput",
    [
      "seq 1 60\n",
      "clear\n",
      "tput cup 10 20; tput smso; echo here; tput rmso\n",
      "tput setab 4; tput el; echo blue; tput sgr0\n",
      "tput civis; tput cnorm; tput bel\n",
      "reset\n",
      1300,
      "echo after\n",
    ],
    { needs: ["tput"] },
  ),
  script(
    "colour-tables",
    M,
    "16, 256 and true colours",
    `
for b in "" ";1" ";2" ";7"; do for i in 30 31 32 33 34 35 36 37 90 91 92 93 94 95 96 97; do printf '\\e[%s%sm %3s \\e[m' $i "$b" $i; done; echo; done
for i in $(seq 0 255); do printf '\\e[48;5;%dm%4d\\e[m' $i $i; [ $((i % 20)) = 19 ] && echo; done; echo
for y in 0 64 128 192; do for x in $(seq 0 4 255); do printf '\\e[48;2;%d;%d;128m \\e[38;2;%d;9;%dm.\\e[m' $x $y $y $x; done; echo; done`,
  ),
  script(
    "attributes",
    S,
    "every attribute, underline styles and colours, overline",
    `
for a in 1 2 3 4 5 7 8 9 53 '4:2' '4:3' '4:4' '4:5' '1;3;4' '7;31' '9;53;34'; do printf '\\e[%sm attribute %s \\e[0m| ' "$a" "$a"; done; echo
printf '\\e[4;58;5;9mred line\\e[59m plain line\\e[m \\e[4:3;58:2::1:200:3mgreen curl\\e[m\\n'
printf '\\e[1mbold\\e[22m\\e[2mdim\\e[22m\\e[3mit\\e[23m\\e[4mul\\e[24m\\e[7minv\\e[27m\\e[9mst\\e[29m\\e[53mov\\e[55m.\\n'
printf '\\e[41m red to here\\e[K\\n\\e[m\\e[44m   \\e[m blue blanks \\e[42m    \\n\\e[m\\n'`,
  ),
  script(
    "wide-characters",
    S,
    "CJK and combining characters, at the edges",
    `
printf '世界您好 こんにちは 안녕하세요 混ぜる mixed\\n'
for i in 1 2 3; do printf '漢字'; for j in $(seq 1 20); do printf '中文'; done; printf '\\n'; done
printf 'x%.0s' $(seq 1 79); printf '界next\\n'
printf 'e\\xcc\\x81 o\\xcc\\x88 a\\xcc\\x8a\\xcc\\x81 combining\\n'
printf '\\e[10;79H界\\e[11;80H界\\e[12;1H界界\\e[12;2Hx\\e[13;1H界界\\e[13;3Hy\\e[14;1H'`,
    {
      known: "half of a wide character overwritten: tmux keeps the other half, capture-pane prints it as a whole one",
      knownMost: 10,
      knownAlarms: 4,
    },
  ),
  script(
    "emoji",
    S,
    "emoji, joined ones too",
    `
printf '😀 😃 😄 🚀 ✅ ❌ ⚡ 🔥 plain\\n'
printf '❤️ ☎️ ©️ variation\\n👍🏽 👋🏿 skin\\n🇩🇪 🇯🇵 🇺🇸 flags\\n👩‍👩‍👧 👨‍💻 🏳️‍🌈 joined\\n1️⃣ 2️⃣ keycaps\\n🫠 🫡 🥹 new\\n'
for i in $(seq 1 50); do printf '😀'; done; echo end`,
    { known: "joined emoji and emoji newer than Unicode 11: xterm.js has other cells", knownMost: 40, knownAlarms: 4 },
  ),
  script(
    "alternate-screen",
    S,
    "alternate screen entered and left, by 1049 and 47",
    `
seq 1 30; printf '\\e[5;10H\\e[31m'; printf '\\e[?1049h\\e[2J\\e[Halternate\\e[10;10H\\e[44mhere\\e[m'; sleep .3
printf '\\e[?1049lback\\n\\e[m'; printf '\\e[?47h\\e[2;2Hforty-seven\\e[?47l again\\n'; sleep .1
printf '\\e[?1049h\\e[H'; seq 1 40; printf '\\e[3;5r\\e[?25l\\e[4;1Hin the margins\\n\\n\\n'; sleep .3; printf '\\e[r\\e[?25h\\e[?1049l'`,
  ),
  script(
    "scroll-regions",
    S,
    "margins, index, reverse index, insert and delete lines",
    `
seq 1 23; printf '\\e[5;15r\\e[15;1H'; for i in $(seq 1 8); do printf 'in region %d\\n' $i; done
printf '\\e[5;1H'; for i in 1 2 3; do printf '\\eMup %d\\r' $i; done; printf '\\e[8;1H\\e[3Linserted\\e[10;1H\\e[2M'
printf '\\e[?6h\\e[2;3Horigin\\e[?6l\\e[3S\\e[44m\\e[2T\\e[m\\e[r\\e[20;1H'`,
    {
      known:
        "margins that leave out the first row: tmux keeps what scrolls off their top, xterm.js does not; history only",
      knownHistory: 30,
    },
  ),
  script(
    "editing",
    M,
    "insert and delete characters, erase, repeat",
    `
printf 'abcdefghijklmnopqrstuvwxyz\\e[10D\\e[3@\\e[5C\\e[2P\\e[3X\\n0123456789\\e[4hINS\\e[4l\\e[5DX\\n'
printf 'row to erase left of here and on\\e[12D\\e[1K\\n\\e[45mred\\e[K\\e[m\\nline\\e[3b rep\\n'
printf 'tab\\tstops\\there\\n\\e[3g\\e[10G\\eH\\e[25G\\eH\\r\\ta\\tb\\n\\e[2Z<\\n'`,
  ),
  script(
    "line-drawing",
    S,
    "DEC special graphics by G0, G1 and SO",
    `
printf '\\e(0lqqqqqqqqqk\\e(B\\n\\e(0x\\e(B  boxed  \\e(0x\\e(B\\n\\e(0mqqqqqqqqqj\\e(B\\n'
printf '\\e)0\\016tqqqwqqqu\\017 and text \\016aaa\\017\\n\\e(0\\x60abcdefghijklmnopqrstuvwxyz{|}~+,-.0\\e(B\\n'`,
    { known: "arrows and block of DEC special graphics: tmux draws them, xterm.js shows the letters", knownMost: 5 },
  ),
  script(
    "progress-bars",
    S,
    "carriage returns, percentages, spinners",
    `
for i in $(seq 0 5 100); do printf '\\r[%-50s] %3d%%' "$(printf '#%.0s' $(seq 0 $((i / 2))))" $i; sleep .02; done; echo
for i in $(seq 1 12); do printf '\\r\\e[K\\e[33m%s\\e[m working %d' "$(echo '|/-\\\\' | cut -c$((i % 4 + 1)))" $i; sleep .02; done; echo
for i in 1 2 3; do printf 'job %d\\njob %d\\n\\e[2A' $i $i; sleep .05; done; printf '\\n\\n'`,
  ),
  script(
    "wrapping",
    S,
    "lines that wrap, exactly fill a row, and wait at the edge",
    `
printf 'w%.0s' $(seq 1 80); printf '\\n'; printf 'x%.0s' $(seq 1 81); printf '\\n'; printf 'y%.0s' $(seq 1 250); printf '\\n'
for i in $(seq 1 12); do printf '\\e[4%dm%d words that go on and on with a background and wrap in the middle of it all \\e[m' $((i % 8)) $i; done; echo
printf 'z%.0s' $(seq 1 79); printf '\\e[7mE\\e[m'; sleep .3; printf '\\rback\\n\\e[?7l'; printf 'n%.0s' $(seq 1 100); printf '\\e[?7h\\n'; printf 'q%.0s' $(seq 1 80)`,
  ),
  script(
    "modes",
    S,
    "cursor styles and colours, keypad, mouse, paste, saved cursor",
    `
printf '\\e[?1h\\e=\\e[?1000h\\e[?1006h\\e[?2004h\\e[5 q\\e]12;#ff8800\\e\\\\modes on\\n'; sleep .2
printf '\\e[10;20H\\e[1;35m\\e7\\e[m\\e[1;1Hhome'; sleep .2; printf '\\e8restored\\e[m\\n\\e[?1002h'; sleep .1; printf '\\e[?1003h'; sleep .1
printf '\\e[?1003l\\e[?1002l\\e[?1000l\\e[?1006l\\e[?2004l\\e[?1l\\e>\\e[0 q\\e]112\\e\\\\modes off\\n\\e]2;a title\\e\\\\\\e]8;;http://example.org/\\e\\\\link\\e]8;;\\e\\\\\\n'`,
  ),
];

/** Files for the scenes to look at. */
export function workspace(home) {
  const file = (name, text) => writeFileSync(join(home, name), text);
  const words = ["river", "stone", "window", "letter", "garden", "mirror", "winter", "fifty", "paper", "silver"];
  file("README.md", "# Demo\n\n" + words.map((w, i) => `A line about ${w}, number ${i}.`).join("\n") + "\n");
  file(
    "long.txt",
    Array.from(
      { length: 200 },
      (_, i) =>
        `${i} ` +
        words
          .slice(i % 7)
          .concat(words)
          .join(" ")
          .repeat(1 + (i % 3)),
    ).join("\n") + "\n",
  );
  file(
    "wide.txt",
    Array.from({ length: 30 }, (_, i) => `${i} 世界 こんにちは ${words[i % 10]} 😀 ` + "長い行".repeat(i)).join("\n") +
      "\n",
  );
  file(
    "code.c",
    "#include <stdio.h>\n\n/* sums numbers */\n" +
      Array.from(
        { length: 20 },
        (_, i) =>
          `int f${i}(int a, int b)\n{\n\tint c = a * ${i} + b;\n\tif (c > 10) {\n\t\tprintf("value %d\\n", c);\n\t}\n\treturn c;\n}\n`,
      ).join("\n"),
  );
  file(
    "page.html",
    `<h1>Page</h1><table border=1>${words.map((w) => `<tr><td>${w}<td><a href="#${w}">link</a><td>世界`).join("")}</table>`,
  );
  mkdirSync(join(home, "many"));
  for (let i = 0; i < 40; i++) {
    writeFileSync(join(home, "many", `${words[i % 10]}-${i}.txt`), "");
  }
  for (const s of scenes.filter((scene) => scene.text)) {
    file(`${s.name}.sh`, s.text + "\n");
  }
  repository(join(home, "repo"), words);
}

/** A small repository with branches and merges, always the same. */
function repository(dir, words) {
  mkdirSync(dir);
  let second = 1767225600;
  const git = (...args) => {
    const date = `${second++} +0000`;
    execFileSync(
      "git",
      ["-c", "init.defaultBranch=main", "-c", "user.name=A U Thor", "-c", "user.email=a@example.org", ...args],
      {
        cwd: dir,
        stdio: "ignore",
        env: { PATH: process.env.PATH, HOME: dir, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
      },
    );
  };
  git("init");
  words.forEach((word, i) => {
    writeFileSync(join(dir, `${word}.txt`), words.slice(i).join("\n") + "\n");
    git("add", ".");
    git("commit", "-m", `Add ${word}`);
    if (i % 3 === 2) {
      git("checkout", "-b", `topic-${word}`);
      writeFileSync(join(dir, `topic-${word}.txt`), `${word}\n`);
      git("add", ".");
      git("commit", "-m", `Work on ${word}, which takes a rather long subject line to describe as it should be`);
      git("checkout", "main");
      writeFileSync(join(dir, "river.txt"), words.slice(i).reverse().join("\n") + "\n");
      git("commit", "-am", `Turn river round after ${word}`);
      git("merge", "--no-ff", "-m", `Merge ${word}`, `topic-${word}`);
    }
  });
  writeFileSync(join(dir, "stone.txt"), "changed\n");
}
