// The publisher over TLS 1.3; needs libssl-dev.
#define WITH_TLS
#include "publisher.c"
