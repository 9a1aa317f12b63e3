// Prints the widths of xterm.js's addon-unicode11 as ranges, asking the addon itself.
// npm i @xterm/headless@6.0.0 @xterm/addon-unicode11@0.9.0 && node unicode11-widths.js >unicode11.widths
const { Terminal } = require('@xterm/headless');
const { Unicode11Addon } = require('@xterm/addon-unicode11');
const terminal = new Terminal({ allowProposedApi: true });
terminal.loadAddon(new Unicode11Addon());
terminal.unicode.activeVersion = '11';
const service = terminal._core.unicodeService;
let first = 0x20, width = 1;
for (let c = 0x21; c <= 0x110000; c++) {
  const w = c === 0x110000 ? 9 : service.wcwidth(c);
  if (w !== width) {
    console.log(`${first.toString(16)}-${(c - 1).toString(16)} ${width}`);
    first = c;
    width = w;
  }
}
