// A serial device on a pty: hears its host, and streams reports that carry a key, stamped just before each write.
// A device includes this and says how it answers and what a report of a key is.
//
// usage: DEVICE LINK CYCLE       LINK becomes a symlink to the tty; keys run from FIRST_KEY on and start over after CYCLE
// says:  TTY                     the link is there
// told:  SEND rate count file    says DONE count
#ifndef NAVICAST_BENCH_SERIAL_H
#define NAVICAST_BENCH_SERIAL_H

#include <fcntl.h>
#include <poll.h>
#include <termios.h>

#include "bench.h"

enum { MAX_COMMAND = 64, MAX_REPORT = 32 };

struct device {
  const char *name;
  size_t report_bytes;                                  // the same for every report
  void (*answer)(int tty, const char *command);         // a command, without its carriage return
  void (*put_report)(char *out, int key, long number);  // writes report_bytes
};

static int tty;
static struct stamps sent;

static void hear(const struct device *device) {
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
    if (used > 0) device->answer(tty, command);
    used = 0;
  }
}

// Waits for a point in time and goes on answering the host meanwhile.
static void hear_until(const struct device *device, int64_t nanos) {
  for (int64_t left; (left = nanos - now_nanos()) > 0;) {
    struct pollfd host = {.fd = tty, .events = POLLIN};
    struct timespec t = {.tv_sec = left / NANOS_PER_SECOND, .tv_nsec = left % NANOS_PER_SECOND};
    if (ppoll(&host, 1, &t, NULL) > 0) hear(device);
  }
}

static void send_reports(const struct device *device, double rate_hz, long count, int cycle) {
  static long number;
  struct pacer pacer = pacer_at(rate_hz);
  stamps_reset(&sent, count);
  for (long i = 0; i < count; i++, number++) {
    char report[MAX_REPORT];
    int key = FIRST_KEY + (int)(number % cycle);
    device->put_report(report, key, number);
    hear_until(device, pacer_due(&pacer, i));
    int64_t now = now_nanos();
    write_fully(tty, report, device->report_bytes);
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

static int run_device(const struct device *device, int argc, char **argv) {
  int cycle = argc == 3 ? atoi(argv[2]) : 0;
  if (cycle < 1) {
    fprintf(stderr, "usage: %s LINK CYCLE\n", device->name);
    return 2;
  }
  begin();
  open_tty(argv[1]);
  printf("TTY\n");
  for (;;) {
    struct pollfd ready[2] = {{.fd = tty, .events = POLLIN}, {.fd = STDIN_FILENO, .events = POLLIN}};
    poll(ready, 2, -1);
    if (ready[0].revents & POLLIN) hear(device);
    if (!ready[1].revents) continue;
    char line[512], file[400];
    double rate_hz;
    long count;
    if (!fgets(line, sizeof line, stdin)) break;
    if (sscanf(line, "SEND %lf %ld %399s", &rate_hz, &count, file) == 3) {
      send_reports(device, rate_hz, count, cycle);
      stamps_save(&sent, file);
      printf("DONE %ld\n", sent.used);
    }
  }
  unlink(argv[1]);
  return 0;
}

#endif
