// What every program of the bench shares: one clock, a pacer, stamps kept in memory, and a way to end.
// Linux only. Compile with -D_GNU_SOURCE.
#ifndef NAVICAST_BENCH_H
#define NAVICAST_BENCH_H

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define NANOS_PER_SECOND 1000000000LL

// Away from zero, where a device or its driver may have a dead zone.
#define FIRST_KEY 100

static inline void die(const char *what) {
  perror(what);
  exit(1);
}

// Lines to the harness go out at once, timers fire without slack, and nobody outlives the harness.
static inline void begin(void) {
  setvbuf(stdout, NULL, _IOLBF, 0);
  setvbuf(stdin, NULL, _IONBF, 0);
  prctl(PR_SET_TIMERSLACK, 1);
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  signal(SIGPIPE, SIG_IGN);
}

static inline int64_t now_nanos(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * NANOS_PER_SECOND + t.tv_nsec;
}

static inline void sleep_until(int64_t nanos) {
  struct timespec t = {.tv_sec = nanos / NANOS_PER_SECOND, .tv_nsec = nanos % NANOS_PER_SECOND};
  while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL) == EINTR) {
  }
}

// A steady rate, each point moved later by up to a quarter of the period: a device is not in step with
// the kernel's own timers, and must not be in the bench either.
struct pacer {
  int64_t start, period;
  uint64_t random;
};

static inline struct pacer pacer_at(double rate_hz) {
  return (struct pacer){
      .start = now_nanos() + NANOS_PER_SECOND / 1000,
      .period = (int64_t)(NANOS_PER_SECOND / rate_hz),
      .random = 88172645463325252ULL,
  };
}

static inline int64_t pacer_due(struct pacer *p, long tick) {
  p->random ^= p->random << 13;
  p->random ^= p->random >> 7;
  p->random ^= p->random << 17;
  return p->start + tick * p->period + (int64_t)(p->random % (uint64_t)(p->period / 4 + 1));
}

// Stamped keys. The memory is touched before the first stamp, so that no page fault is measured.
struct stamps {
  int64_t *nanos;
  int *key;
  long used, room;
};

static inline void stamps_reset(struct stamps *s, long room) {
  if (room > s->room) {
    free(s->nanos);
    free(s->key);
    s->nanos = malloc((size_t)room * sizeof *s->nanos);
    s->key = malloc((size_t)room * sizeof *s->key);
    if (!s->nanos || !s->key) die("memory for the stamps");
    memset(s->nanos, 1, (size_t)room * sizeof *s->nanos);
    memset(s->key, 1, (size_t)room * sizeof *s->key);
    s->room = room;
  }
  s->used = 0;
}

static inline void stamps_add(struct stamps *s, int64_t nanos, int key) {
  if (s->used == s->room) return;
  s->nanos[s->used] = nanos;
  s->key[s->used] = key;
  s->used++;
}

static inline void stamps_save(const struct stamps *s, const char *path) {
  FILE *file = fopen(path, "w");
  if (!file) die(path);
  for (long i = 0; i < s->used; i++) fprintf(file, "%lld %d\n", (long long)s->nanos[i], s->key[i]);
  if (fclose(file)) die(path);
}

// Runs `finish` on a thread of its own once the harness closes our stdin, then ends the process: so the
// measuring thread can sit in a blocking read with no other descriptor to watch.
static void (*at_end)(void);

static void *wait_for_end(void *unused) {
  (void)unused;
  while (getchar() != EOF) {
  }
  at_end();
  fflush(NULL);
  _exit(0);
}

static inline void end_when_told(void (*finish)(void)) {
  pthread_t thread;
  at_end = finish;
  if (pthread_create(&thread, NULL, wait_for_end, NULL)) die("thread");
}

static inline void write_fully(int fd, const void *bytes, size_t length) {
  for (const char *p = bytes; length > 0;) {
    ssize_t n = write(fd, p, length);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) die("write");
    p += n;
    length -= (size_t)n;
  }
}

static inline void no_delay(int fd) {
  int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

static inline struct sockaddr_in loopback(int port) {
  return (struct sockaddr_in){.sin_family = AF_INET,
                              .sin_port = htons((uint16_t)port),
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
}

static inline int connect_loopback(int port) {
  struct sockaddr_in address = loopback(port);
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0 || connect(fd, (struct sockaddr *)&address, sizeof address)) die("connect");
  no_delay(fd);
  return fd;
}

#endif
