// A subscriber of a hub or of the relay: stamps each text frame right after the read that brought its last
// byte, and keeps it.
//
// usage: subscriber PORT PATH OUT TEXT
// says:  BOUND once the socket is open, SEEN once a frame that contains TEXT has come
// ends when its stdin does, and leaves a line of "nanos payload" for each frame in OUT
#include <sys/mman.h>

#include "websocket.h"

enum { BUFFER = 1 << 20, TOUCHED = 32 << 20 };
static const size_t ROOM = (size_t)1 << 30;

struct frame {
  int64_t nanos;
  uint32_t length;
  char payload[];
};

static char *kept;
static volatile size_t kept_bytes;
static const char *out;

static void keep(int64_t nanos, const uint8_t *payload, size_t length) {
  size_t size = (sizeof(struct frame) + length + 7) & ~(size_t)7;
  if (kept_bytes + size > ROOM) return;
  struct frame *frame = (struct frame *)(kept + kept_bytes);
  frame->nanos = nanos;
  frame->length = (uint32_t)length;
  memcpy(frame->payload, payload, length);
  kept_bytes += size;
}

static void save(void) {
  FILE *file = fopen(out, "w");
  if (!file) die(out);
  for (size_t at = 0; at < kept_bytes;) {
    struct frame *frame = (struct frame *)(kept + at);
    fprintf(file, "%lld %.*s\n", (long long)frame->nanos, (int)frame->length, frame->payload);
    at += (sizeof(struct frame) + frame->length + 7) & ~(size_t)7;
  }
  if (fclose(file)) die(out);
}

static void pong(int fd, const uint8_t *payload, size_t length) {
  uint8_t frame[WS_MAX_HEADER + 125];
  size_t header = ws_header(frame, WS_PONG, length);
  memcpy(frame + header, payload, length);
  write_fully(fd, frame, header + length);
}

// Size of the whole frame at `bytes` and where its payload starts; 0 while it is incomplete.
static size_t frame_size(const uint8_t *bytes, size_t have, size_t *header) {
  if (have < 2) return 0;
  size_t payload = bytes[1] & 127;
  *header = payload == 127 ? 10 : payload == 126 ? 4 : 2;
  if (have < *header) return 0;
  if (*header > 2) {
    payload = 0;
    for (size_t i = 2; i < *header; i++) payload = payload << 8 | bytes[i];
  }
  if (payload > BUFFER - 16) {
    fprintf(stderr, "a frame is larger than the bench can take\n");
    exit(1);
  }
  return have < *header + payload ? 0 : *header + payload;
}

static void stamp_frames(int fd, const char *text) {
  static uint8_t bytes[BUFFER];
  size_t have = 0;
  int seen = 0;
  for (;;) {
    ssize_t n = read(fd, bytes + have, sizeof bytes - have);
    int64_t now = now_nanos();
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) pause();  // the hub has left; the harness ends us
    have += (size_t)n;
    size_t at = 0, header = 0, size;
    for (; (size = frame_size(bytes + at, have - at, &header)) > 0; at += size) {
      const uint8_t *payload = bytes + at + header;
      switch (bytes[at] & 15) {
        case WS_TEXT:
          keep(now, payload, size - header);
          if (!seen && memmem(payload, size - header, text, strlen(text))) {
            seen = 1;
            printf("SEEN\n");
          }
          break;
        case WS_PING:
          pong(fd, payload, size - header);
          break;
        default:
          break;
      }
    }
    memmove(bytes, bytes + at, have - at);
    have -= at;
  }
}

int main(int argc, char **argv) {
  if (argc != 5) {
    fprintf(stderr, "usage: subscriber PORT PATH OUT TEXT\n");
    return 2;
  }
  begin();
  out = argv[3];
  kept = mmap(NULL, ROOM, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (kept == MAP_FAILED) die("memory for the frames");
  memset(kept, 0, TOUCHED);
  int fd = ws_connect(atoi(argv[1]), argv[2]);
  end_when_told(save);
  printf("BOUND\n");
  stamp_frames(fd, argv[4]);
}
