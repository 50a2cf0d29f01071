// Publishes text frames over a WebSocket, for the floor of two hops: the very events that a gateway sent
// before, stamped just before each write; the key of a frame is its number.
//
// usage: publisher PORT PATH EVENTS [CA]    a line of EVENTS is one event; they are sent in turn; CA, a PEM
//                                           file, asks for TLS (only in publisher-tls)
// says:  BOUND
// told:  SEND rate ticks burst file    burst events at each tick, back to back; says DONE events
#include <stdbool.h>

#include "websocket.h"
#ifdef WITH_TLS
#include "tls.h"
#endif

enum { MAX_EVENTS = 1 << 20, MAX_PAYLOAD = 65535 };

struct frame {
  uint8_t *bytes;
  size_t size;
};

static struct frame *frames;
static long frame_count;
static struct stamps sent;

static void load(const char *path) {
  FILE *file = fopen(path, "r");
  char *line = NULL;
  size_t room = 0;
  ssize_t length;
  frames = calloc(MAX_EVENTS, sizeof *frames);
  if (!file || !frames) die(path);
  while (frame_count < MAX_EVENTS && (length = getline(&line, &room, file)) > 0) {
    if (line[length - 1] == '\n') length--;
    if (length < 1 || length > MAX_PAYLOAD) continue;
    struct frame *frame = &frames[frame_count++];
    frame->bytes = malloc(WS_MAX_HEADER + (size_t)length);
    if (!frame->bytes) die("memory for the events");
    size_t header = ws_header(frame->bytes, WS_TEXT, (size_t)length);
    memcpy(frame->bytes + header, line, (size_t)length);
    frame->size = header + (size_t)length;
  }
  free(line);
  fclose(file);
  if (frame_count == 0) {
    fprintf(stderr, "%s has no events\n", path);
    exit(1);
  }
}

static void publish(struct stream *stream, double rate_hz, long count, int burst) {
  struct pacer pacer = pacer_at(rate_hz);
  stamps_reset(&sent, count * burst);
  for (long i = 0; i < count; i++) {
    sleep_until(pacer_due(&pacer, i));
    for (int k = 0; k < burst; k++) {
      struct frame *frame = &frames[sent.used % frame_count];
      int64_t now = now_nanos();
      stream->write(stream, frame->bytes, frame->size);
      stamps_add(&sent, now, (int)sent.used);
    }
  }
}

int main(int argc, char **argv) {
#ifdef WITH_TLS
  bool is_right = argc == 5;
#else
  bool is_right = argc == 4;
#endif
  if (!is_right) {
    fprintf(stderr, "usage: publisher PORT PATH EVENTS, and CA for publisher-tls\n");
    return 2;
  }
  begin();
  load(argv[3]);
  int port = atoi(argv[1]);
#ifdef WITH_TLS
  struct stream stream = tls_stream(port, argv[4]);
#else
  struct stream stream = plain_stream(port);
#endif
  ws_upgrade(&stream, port, argv[2]);
  printf("BOUND\n");
  char line[512], file[400];
  while (fgets(line, sizeof line, stdin)) {
    double rate_hz;
    long count;
    int burst;
    if (sscanf(line, "SEND %lf %ld %d %399s", &rate_hz, &count, &burst, file) != 4) continue;
    publish(&stream, rate_hz, count, burst);
    stamps_save(&sent, file);
    printf("DONE %ld\n", sent.used);
  }
  return 0;
}
