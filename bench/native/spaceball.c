// A Spaceball 2003: its X axis is KEY_COUNTS below zero for each step of the key. So no byte of a report needs to be
// spelt out (^, carriage return, XON, XOFF), and all reports are of one length.
#include "serial.h"

enum { REPORT_BYTES = 16, AXES = 6, KEY_COUNTS = 64, ABOVE = 8, PERIOD = 0x20 };

static void answer(int tty, const char *command) {
  if (!strcmp(command, "@RESET")) {
    static const char greeting[] =
        "\r@1 Spaceball alive and well after a poweron reset.\r"
        "@2 Firmware version 2.15 created on 08-Aug-1994.\r";
    write_fully(tty, greeting, sizeof greeting - 1);
  } else if (command[0] == 'h' || command[0] == 'H') {
    static const char help[] = "\rHv Firmware version 2.15 created on 08-Aug-1994.\r";
    write_fully(tty, help, sizeof help - 1);
  } else if (command[0] == 'k') {
    write_fully(tty, "K@@\r", 4);
  }
}

static void put_word(char *out, int value) {
  out[0] = (char)(value >> 8);
  out[1] = (char)value;
}

static void put_report(char *out, int key, long number) {
  (void)number;
  out[0] = 'D';
  put_word(out + 1, PERIOD << 8 | PERIOD);
  put_word(out + 3, ABOVE - key * KEY_COUNTS);
  for (int axis = 1; axis < AXES; axis++) put_word(out + 3 + 2 * axis, 0);
  out[REPORT_BYTES - 1] = '\r';
}

int main(int argc, char **argv) {
  return run_device(&(struct device){"spaceball", REPORT_BYTES, answer, put_report}, argc, argv);
}
