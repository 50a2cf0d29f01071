// The floor of a device: a blocking read in C and nothing else. A stamp is taken when the last byte of a
// report is there; the key of a report is its number.
//
// usage: reader tty LINK BYTES OUT    reports of BYTES bytes from a tty
//        reader tcp PORT BYTES OUT    the same from a TCP server
//        reader drain PORT            reads to the end of the stream, then closes; stamps nothing
// says:  READY; ends when its stdin does, and leaves the stamps in OUT
#include <fcntl.h>
#include <termios.h>

#include "bench.h"

enum { BUFFER = 1 << 16, MAX_REPORTS = 4 << 20 };

static struct stamps received;
static const char *out;

static void save(void) { stamps_save(&received, out); }

static int open_raw(const char *path) {
  struct termios settings;
  int fd = open(path, O_RDWR | O_NOCTTY);
  if (fd < 0 || tcgetattr(fd, &settings)) die(path);
  cfmakeraw(&settings);
  tcsetattr(fd, TCSANOW, &settings);
  tcflush(fd, TCIOFLUSH);
  return fd;
}

static void drain(int fd) {
  static char bytes[BUFFER];
  while (read(fd, bytes, sizeof bytes) > 0) {
  }
  close(fd);
}

static void stamp_reports(int fd, long report_bytes) {
  static char bytes[BUFFER];
  long partial = 0, reports = 0;
  for (;;) {
    ssize_t n = read(fd, bytes, sizeof bytes);
    int64_t now = now_nanos();
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) pause();  // the peer has left; the harness ends us
    for (partial += n; partial >= report_bytes; partial -= report_bytes) stamps_add(&received, now, (int)reports++);
  }
}

int main(int argc, char **argv) {
  begin();
  if (argc == 3 && !strcmp(argv[1], "drain")) {
    int fd = connect_loopback(atoi(argv[2]));
    printf("READY\n");
    drain(fd);
    return 0;
  }
  long report_bytes = argc == 5 ? atol(argv[3]) : 0;
  if (report_bytes < 1) {
    fprintf(stderr, "usage: reader tty LINK BYTES OUT | reader tcp PORT BYTES OUT | reader drain PORT\n");
    return 2;
  }
  out = argv[4];
  stamps_reset(&received, MAX_REPORTS);
  int fd = !strcmp(argv[1], "tty") ? open_raw(argv[2]) : connect_loopback(atoi(argv[2]));
  end_when_told(save);
  printf("READY\n");
  stamp_reports(fd, report_bytes);
}
