// A client of spacenavd: stamps each motion event; its key is the X axis. Needs libspnav-dev.
//
// usage: spacenav OUT
// says:  READY; ends when its stdin does, and leaves the stamps in OUT
#include <spnav.h>

#include "bench.h"

enum { MAX_EVENTS = 4 << 20 };

static struct stamps received;
static const char *out;

static void save(void) { stamps_save(&received, out); }

int main(int argc, char **argv) {
  if (argc != 2) {
    fprintf(stderr, "usage: spacenav OUT\n");
    return 2;
  }
  begin();
  out = argv[1];
  stamps_reset(&received, MAX_EVENTS);
  if (spnav_open() == -1) {
    fprintf(stderr, "spacenavd does not answer\n");
    return 1;
  }
  end_when_told(save);
  printf("READY\n");
  spnav_event event;
  while (spnav_wait_event(&event)) {
    int64_t now = now_nanos();
    if (event.type == SPNAV_EVENT_MOTION) stamps_add(&received, now, event.motion.x);
  }
  pause();  // the daemon has left; the harness ends us
}
