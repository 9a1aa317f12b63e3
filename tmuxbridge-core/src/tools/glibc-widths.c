/* Prints the column widths of this machine's C library as ranges: "first-last width" in hexadecimal, -1 for what is
 * not printable. gcc glibc-widths.c -o /tmp/w && /tmp/w >glibc-2.36.widths (see README.md here). */
#define _XOPEN_SOURCE 700
#include <locale.h>
#include <stdio.h>
#include <wchar.h>

int main(void)
{
    int first = 0x20, width = 1;

    if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
        return 1;
    for (int c = 0x21; c <= 0x110000; c++) {
        int w = c == 0x110000 ? 9 : c >= 0xd800 && c <= 0xdfff ? -1 : wcwidth(c);
        if (w != width) {
            printf("%x-%x %d\n", first, c - 1, width);
            first = c;
            width = w;
        }
    }
    return 0;
}
