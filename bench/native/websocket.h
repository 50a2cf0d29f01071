// Just enough of a WebSocket client (RFC 6455): the opening handshake and frame headers.
#ifndef NAVICAST_BENCH_WEBSOCKET_H
#define NAVICAST_BENCH_WEBSOCKET_H

#include "bench.h"

enum { WS_TEXT = 1, WS_CLOSE = 8, WS_PING = 9, WS_PONG = 10, WS_MAX_HEADER = 14 };

// A connection, encrypted or not.
struct stream {
  int fd;
  void *tls;
  int (*read)(struct stream *, void *bytes, int room);
  void (*write)(struct stream *, const void *bytes, size_t length);
};

static inline int plain_read(struct stream *stream, void *bytes, int room) {
  return (int)read(stream->fd, bytes, (size_t)room);
}

static inline void plain_write(struct stream *stream, const void *bytes, size_t length) {
  write_fully(stream->fd, bytes, length);
}

static inline struct stream plain_stream(int port) {
  return (struct stream){.fd = connect_loopback(port), .read = plain_read, .write = plain_write};
}

// Upgrades. Reads byte by byte up to the end of the response, so that whatever frames follow it stay in
// the stream.
static inline void ws_upgrade(struct stream *stream, int port, const char *path) {
  char text[2048];
  int length = snprintf(text, sizeof text,
                        "GET %s HTTP/1.1\r\nHost: localhost:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        "Sec-WebSocket-Key: bmF2aWNhc3QtYmVuY2ghIQ==\r\nSec-WebSocket-Version: 13\r\n\r\n",
                        path, port);
  stream->write(stream, text, (size_t)length);
  size_t used = 0;
  while (used < 4 || memcmp(text + used - 4, "\r\n\r\n", 4)) {
    if (used == sizeof text || stream->read(stream, text + used, 1) != 1) die("websocket handshake");
    used++;
  }
  if (memcmp(text, "HTTP/1.1 101", 12)) {
    fprintf(stderr, "the server did not upgrade to a websocket: %.*s\n", 60, text);
    exit(1);
  }
}

// Connects and upgrades without encryption; the descriptor.
static inline int ws_connect(int port, const char *path) {
  struct stream stream = plain_stream(port);
  ws_upgrade(&stream, port, path);
  return stream.fd;
}

// Header of a whole masked frame with the mask 0, which leaves the payload as it is.
static inline size_t ws_header(uint8_t *out, int opcode, size_t payload) {
  size_t n = 0;
  out[n++] = (uint8_t)(0x80 | opcode);
  if (payload < 126) {
    out[n++] = (uint8_t)(0x80 | payload);
  } else {
    out[n++] = 0x80 | 126;
    out[n++] = (uint8_t)(payload >> 8);
    out[n++] = (uint8_t)payload;
  }
  memset(out + n, 0, 4);
  return n + 4;
}

#endif
