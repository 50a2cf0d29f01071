// A stream over TLS 1.3 by OpenSSL.
#ifndef NAVICAST_BENCH_TLS_H
#define NAVICAST_BENCH_TLS_H

#include <openssl/err.h>
#include <openssl/ssl.h>

#include "websocket.h"

static inline void tls_die(const char *what) {
  fprintf(stderr, "%s: ", what);
  ERR_print_errors_fp(stderr);
  exit(1);
}

static inline int tls_read(struct stream *stream, void *bytes, int room) { return SSL_read(stream->tls, bytes, room); }

static inline void tls_write(struct stream *stream, const void *bytes, size_t length) {
  size_t written;
  if (!SSL_write_ex(stream->tls, bytes, length, &written) || written != length) tls_die("write");
}

// Connects and verifies that the server has the certificate in that file, or one that it signed, for 127.0.0.1.
static inline struct stream tls_stream(int port, const char *ca) {
  SSL_CTX *context = SSL_CTX_new(TLS_client_method());
  if (!context || !SSL_CTX_load_verify_locations(context, ca, NULL)) tls_die(ca);
  SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
  SSL *ssl = SSL_new(context);
  struct stream stream = {.fd = connect_loopback(port), .tls = ssl, .read = tls_read, .write = tls_write};
  if (!ssl || !X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), "127.0.0.1")) tls_die("TLS");
  SSL_set_fd(ssl, stream.fd);
  if (SSL_connect(ssl) != 1) tls_die("TLS handshake");
  return stream;
}

#endif
