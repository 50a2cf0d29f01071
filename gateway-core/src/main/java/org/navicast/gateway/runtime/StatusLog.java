package org.navicast.gateway.runtime;

import org.jspecify.annotations.Nullable;
import org.navicast.gateway.input.DeviceStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line in the log for each change of a device; a failure that repeats itself is no change. */
final class StatusLog {
  private static final Logger LOG = LoggerFactory.getLogger(StatusLog.class);

  private @Nullable DeviceStatus last;

  /** True when that was a change. */
  synchronized boolean write(DeviceStatus status) {
    DeviceStatus before = last;
    last = status;
    if (before != null
        && before.state() == status.state()
        && before.reason().equals(status.reason())
        && before.product().equals(status.product())) {
      return false;
    }
    switch (status.state()) {
      case CONNECTED -> LOG.info("{}: connected{}", status.device(), inBrackets(status.product()));
      case LOST ->
          LOG.warn("{}: lost{}; trying again", status.device(), inBrackets(status.reason()));
      case FAULTED ->
          LOG.warn("{}: not usable{}; trying again", status.device(), inBrackets(status.reason()));
    }
    return true;
  }

  private static String inBrackets(String text) {
    return text.isEmpty() ? "" : " (" + text + ")";
  }
}
