// A Magellan (SpaceMouse Classic) on a pty: answers the handshake of a host, and streams motion reports
// whose X axis carries a key, stamped just before each write.
//
// usage: magellan LINK CYCLE     LINK becomes a symlink to the tty; keys run from FIRST_KEY on and start over after CYCLE
// says:  TTY                     the link is there
// told:  SEND rate count file    says DONE count
#include <fcntl.h>
#include <poll.h>
#include <termios.h>

#include "bench.h"

enum { REPORT_BYTES = 26, AXES = 6, CENTRE = 32768, MAX_COMMAND = 64 };

static int tty;
static int cycle;
static long reports;
static struct stamps sent;

static void answer(const char *command) {
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

static void hear(void) {
  static char command[MAX_COMMAND];
  static size_t used;
  char bytes[256];
  ssize_t n = read(tty, bytes, sizeof bytes);
  for (ssize_t i = 0; i < n; i++) {
    if (bytes[i] != '\r') {
      if (used < sizeof command - 1) command[used++] = bytes[i];
      continue;
    }
    command[used] = '\0';
    if (used > 0) answer(command);
    used = 0;
  }
}

// Waits for a point in time and goes on answering the host meanwhile.
static void hear_until(int64_t nanos) {
  for (int64_t left; (left = nanos - now_nanos()) > 0;) {
    struct pollfd host = {.fd = tty, .events = POLLIN};
    struct timespec t = {.tv_sec = left / NANOS_PER_SECOND, .tv_nsec = left % NANOS_PER_SECOND};
    if (ppoll(&host, 1, &t, NULL) > 0) hear();
  }
}

static void put_axis(char *out, int value) {
  static const char nibble[] = "0AB3D56GH9:K<MN?";
  unsigned wire = (unsigned)(value + CENTRE);
  for (int i = 0; i < 4; i++) out[i] = nibble[wire >> (12 - 4 * i) & 15];
}

static int put_report(char *out) {
  int key = FIRST_KEY + (int)(reports % cycle);
  out[0] = 'd';
  put_axis(out + 1, key);
  for (int axis = 1; axis < AXES; axis++) put_axis(out + 1 + 4 * axis, (int)(reports * (axis + 2) % 299) - 149);
  out[REPORT_BYTES - 1] = '\r';
  reports++;
  return key;
}

static void send_reports(double rate_hz, long count) {
  struct pacer pacer = pacer_at(rate_hz);
  stamps_reset(&sent, count);
  for (long i = 0; i < count; i++) {
    char report[REPORT_BYTES];
    int key = put_report(report);
    hear_until(pacer_due(&pacer, i));
    int64_t now = now_nanos();
    write_fully(tty, report, sizeof report);
    stamps_add(&sent, now, key);
  }
}

static void open_tty(const char *link) {
  tty = posix_openpt(O_RDWR | O_NOCTTY);
  if (tty < 0 || grantpt(tty) || unlockpt(tty)) die("pty");
  // Kept open on the far side too: a host that leaves must not hang up the line for the next.
  int far = open(ptsname(tty), O_RDWR | O_NOCTTY);
  struct termios settings;
  if (far < 0 || tcgetattr(far, &settings)) die("tty");
  cfmakeraw(&settings);
  tcsetattr(far, TCSANOW, &settings);
  unlink(link);
  if (symlink(ptsname(tty), link)) die(link);
}

int main(int argc, char **argv) {
  if (argc != 3 || (cycle = atoi(argv[2])) < 1) {
    fprintf(stderr, "usage: magellan LINK CYCLE\n");
    return 2;
  }
  begin();
  open_tty(argv[1]);
  printf("TTY\n");
  for (;;) {
    struct pollfd ready[2] = {{.fd = tty, .events = POLLIN}, {.fd = STDIN_FILENO, .events = POLLIN}};
    poll(ready, 2, -1);
    if (ready[0].revents & POLLIN) hear();
    if (!ready[1].revents) continue;
    char line[512], file[400];
    double rate_hz;
    long count;
    if (!fgets(line, sizeof line, stdin)) break;
    if (sscanf(line, "SEND %lf %ld %399s", &rate_hz, &count, file) == 3) {
      send_reports(rate_hz, count);
      stamps_save(&sent, file);
      printf("DONE %ld\n", sent.used);
    }
  }
  unlink(argv[1]);
  return 0;
}
