// An OpenIGTLink server with a few tools: TRANSFORM messages (header version 1, valid CRC), one write each,
// whose TX carries a key, stamped just before each write. One client at a time.
//
// usage: tracker TOOLS CYCLE     keys run from FIRST_KEY on and start over after CYCLE;
//                        all tools of a tick share one
// says:  PORT n, and READY each time a client has come
// told:  SEND rate ticks file    says DONE messages; a line of the file is one message, tool after tool
//        BLAST messages          as fast as the client reads, then ends the stream and waits until the
//                                client, having read all, closes; says DONE messages nanos
#include <endian.h>
#include <math.h>
#include <poll.h>

#include "bench.h"

enum { HEADER = 58, BODY = 48, MESSAGE = HEADER + BODY, MAX_TOOLS = 64, BLAST_RING = 4096, BLAST_WRITE = 512 };

static int tools, cycle, client = -1;
static long ticks;
static struct stamps sent;
static uint64_t crc_table[256];

static void crc_prepare(void) {
  for (int byte = 0; byte < 256; byte++) {
    uint64_t crc = (uint64_t)byte << 56;
    for (int bit = 0; bit < 8; bit++) crc = crc << 1 ^ (crc >> 63 ? 0x42F0E1EBA9EA3693ULL : 0);
    crc_table[byte] = crc;
  }
}

static uint64_t crc_of(const uint8_t *bytes, size_t length) {
  uint64_t crc = 0;
  for (size_t i = 0; i < length; i++) crc = crc << 8 ^ crc_table[(crc >> 56 ^ bytes[i]) & 255];
  return crc;
}

static void put16(uint8_t *out, uint16_t v) {
  v = htobe16(v);
  memcpy(out, &v, sizeof v);
}

static void put32(uint8_t *out, uint32_t v) {
  v = htobe32(v);
  memcpy(out, &v, sizeof v);
}

static void put64(uint8_t *out, uint64_t v) {
  v = htobe64(v);
  memcpy(out, &v, sizeof v);
}

static void put_float(uint8_t *out, float v) {
  uint32_t bits;
  memcpy(&bits, &v, sizeof bits);
  put32(out, bits);
}

// Wall clock as OpenIGTLink has it: seconds, and a fraction of 2^32.
static uint64_t wall_clock(void) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  return (uint64_t)t.tv_sec << 32 | ((uint64_t)t.tv_nsec << 32) / NANOS_PER_SECOND;
}

static void put_message(uint8_t *out, int tool, long tick, uint64_t time) {
  memset(out, 0, MESSAGE);
  put16(out, 1);
  memcpy(out + 2, "TRANSFORM", 9);
  char name[32];
  memcpy(out + 14, name, (size_t)snprintf(name, sizeof name, "Tool%uToTracker", (unsigned)tool % MAX_TOOLS));
  put64(out + 34, time);
  put64(out + 42, BODY);
  // A turn about z, so that the quaternion has digits; columns of the rotation, then the position in mm.
  float angle = 0.001f * (float)(tick % 1000) + 0.5f * (float)tool;
  float c = cosf(angle), s = sinf(angle);
  float matrix[12] = {c, s, 0, -s, c, 0, 0, 0, 1, (float)(FIRST_KEY + tick % cycle), 12.345f * (float)(tool + 1), -678.9f};
  for (int i = 0; i < 12; i++) put_float(out + HEADER + 4 * i, matrix[i]);
  put64(out + 50, crc_of(out + HEADER, BODY));
}

// What a client says, such as its greeting, is of no interest here. False once it has gone.
static int discard(int flags) {
  char bytes[4096];
  ssize_t n;
  while ((n = recv(client, bytes, sizeof bytes, flags)) > 0) {
  }
  return n < 0 && (errno == EAGAIN || errno == EINTR);
}

static void send_ticks(double rate_hz, long count) {
  struct pacer pacer = pacer_at(rate_hz);
  stamps_reset(&sent, count * tools);
  for (long i = 0; i < count; i++, ticks++) {
    uint8_t messages[MAX_TOOLS][MESSAGE];
    discard(MSG_DONTWAIT);
    sleep_until(pacer_due(&pacer, i));
    uint64_t time = wall_clock();  // tools of one moment share their time, as with PLUS
    for (int tool = 0; tool < tools; tool++) put_message(messages[tool], tool, ticks, time);
    for (int tool = 0; tool < tools; tool++) {
      int64_t now = now_nanos();
      write_fully(client, messages[tool], MESSAGE);
      stamps_add(&sent, now, FIRST_KEY + (int)(ticks % cycle));
    }
  }
}

static int64_t blast(long count) {
  static uint8_t ring[BLAST_RING * MESSAGE];
  uint64_t time = wall_clock();
  for (int i = 0; i < BLAST_RING; i++) {
    int tick = i / tools;
    put_message(ring + (size_t)i * MESSAGE, i % tools, tick, time + ((uint64_t)tick << 22));  // a tick a millisecond
  }
  int64_t start = now_nanos();
  for (long left = count, at = 0; left > 0;) {
    long n = left < BLAST_WRITE ? left : BLAST_WRITE;
    write_fully(client, ring + (size_t)at * MESSAGE, (size_t)n * MESSAGE);
    at = (at + n) % BLAST_RING;
    left -= n;
  }
  shutdown(client, SHUT_WR);
  while (discard(0)) {
  }
  int64_t nanos = now_nanos() - start;
  close(client);
  client = -1;
  return nanos;
}

static int listen_anywhere(void) {
  struct sockaddr_in address = loopback(0);
  socklen_t size = sizeof address;
  int fd = socket(AF_INET, SOCK_STREAM, 0);
  if (fd < 0 || bind(fd, (struct sockaddr *)&address, size) || listen(fd, 1)) die("listen");
  if (getsockname(fd, (struct sockaddr *)&address, &size)) die("port");
  printf("PORT %d\n", ntohs(address.sin_port));
  return fd;
}

static void obey(const char *line) {
  char file[400];
  double rate_hz;
  long count;
  if (client < 0) {
    fprintf(stderr, "told to send, but no client is connected\n");
    exit(1);
  }
  if (sscanf(line, "SEND %lf %ld %399s", &rate_hz, &count, file) == 3) {
    send_ticks(rate_hz, count);
    stamps_save(&sent, file);
    printf("DONE %ld\n", sent.used);
  } else if (sscanf(line, "BLAST %ld", &count) == 1) {
    int64_t nanos = blast(count);
    printf("DONE %ld %lld\n", count, (long long)nanos);
  }
}

int main(int argc, char **argv) {
  if (argc != 3 || (tools = atoi(argv[1])) < 1 || tools > MAX_TOOLS || (cycle = atoi(argv[2])) < 1) {
    fprintf(stderr, "usage: tracker TOOLS CYCLE     with 1 to %d tools\n", MAX_TOOLS);
    return 2;
  }
  begin();
  crc_prepare();
  int server = listen_anywhere();
  for (;;) {
    struct pollfd ready[2] = {{.fd = client < 0 ? server : client, .events = POLLIN},
                              {.fd = STDIN_FILENO, .events = POLLIN}};
    poll(ready, 2, -1);
    if (ready[0].revents && client < 0) {
      client = accept(server, NULL, NULL);
      if (client < 0) die("accept");
      no_delay(client);
      printf("READY\n");
    } else if (ready[0].revents && !discard(MSG_DONTWAIT)) {
      close(client);
      client = -1;
    }
    if (ready[1].revents) {
      char line[512];
      if (!fgets(line, sizeof line, stdin)) return 0;
      obey(line);
    }
  }
}
