// A Magellan (SpaceMouse Classic): its X axis carries the key.
#include "serial.h"

enum { REPORT_BYTES = 26, AXES = 6, CENTRE = 32768 };

static void answer(int tty, const char *command) {
  char echo[8];
  switch (command[0]) {
    case 'v': {
      static const char version[] = "vMAGELLAN  Version 6.60  by LOGITECH INC. 10/22/96\r";
      write_fully(tty, version, sizeof version - 1);
      break;
    }
    case 'b':  // beeps, and answers with the bare letter
    case 'z':
      write_fully(tty, (char[]){command[0], '\r'}, 2);
      break;
    case 'k':
      write_fully(tty, "k000\r", 5);
      break;
    case 'm':
    case 'c':
    case 'n':
    case 'p':
    case 'q':  // these echo their setting
      write_fully(tty, echo, (size_t)snprintf(echo, sizeof echo, "%.3s\r", command));
      break;
    default:  // what it does not know, such as the probe for a Spaceball, it does not answer
      break;
  }
}

static void put_axis(char *out, int value) {
  static const char nibble[] = "0AB3D56GH9:K<MN?";
  unsigned wire = (unsigned)(value + CENTRE);
  for (int i = 0; i < 4; i++) out[i] = nibble[wire >> (12 - 4 * i) & 15];
}

static void put_report(char *out, int key, long number) {
  out[0] = 'd';
  put_axis(out + 1, key);
  for (int axis = 1; axis < AXES; axis++) put_axis(out + 1 + 4 * axis, (int)(number * (axis + 2) % 299) - 149);
  out[REPORT_BYTES - 1] = '\r';
}

int main(int argc, char **argv) {
  return run_device(&(struct device){"magellan", REPORT_BYTES, answer, put_report}, argc, argv);
}
