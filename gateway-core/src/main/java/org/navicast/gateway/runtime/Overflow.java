package org.navicast.gateway.runtime;

import org.jspecify.annotations.Nullable;
import org.navicast.gateway.input.Battery;
import org.navicast.gateway.input.Button;
import org.navicast.gateway.input.ButtonLost;
import org.navicast.gateway.input.Damage;
import org.navicast.gateway.input.DeviceStatus;
import org.navicast.gateway.input.Doubt;
import org.navicast.gateway.input.InputEvent;
import org.navicast.gateway.input.Motion;
import org.navicast.gateway.input.Pose;

/**
 * What is left of one device's reports that found the queue full: not the reports, but what must
 * not be got wrong because of them.
 *
 * <p>That a button's report was lost, so that what is held can be let go; the newest status, or a
 * device that is back would stay deaf; the newest motion, or a cap that came to rest would go on
 * moving. Once a report is here, the later ones of the device follow it until the loop has taken
 * them up, so that nothing overtakes.
 *
 * <p>Its lock is taken only while the gateway is overloaded, and held for a few assignments.
 */
final class Overflow {
  private final String device;
  private volatile boolean used;
  private boolean buttonLost;
  private @Nullable DeviceStatus status;
  private @Nullable Motion motion;
  private long dropped;

  /**
   * What is left, to be dealt with in this order: a press that was lost after the newest status is
   * as lost as one before it.
   */
  record Rest(boolean buttonLost, @Nullable DeviceStatus status, @Nullable Motion motion) {}

  Overflow(String device) {
    this.device = device;
  }

  String device() {
    return device;
  }

  /** True while reports of the device have to go here. */
  boolean isUsed() {
    return used;
  }

  synchronized void add(InputEvent event) {
    used = true;
    switch (event) {
      case DeviceStatus newest -> {
        dropped += status == null ? 0 : 1;
        status = newest;
        // What moved before the device came or went says nothing about it afterwards.
        dropped += motion == null ? 0 : 1;
        motion = null;
      }
      case Motion newest -> {
        dropped += motion == null ? 0 : 1;
        motion = newest;
      }
      case Button _, ButtonLost _ -> {
        dropped++;
        buttonLost = true;
      }
      case Pose _, Battery _, Damage _, Doubt _ -> dropped++;
    }
  }

  /** Takes what is left; from then on the device's reports go through the queue again. */
  synchronized Rest take() {
    Rest rest = new Rest(buttonLost, status, motion);
    buttonLost = false;
    status = null;
    motion = null;
    used = false;
    return rest;
  }

  /** How many reports are gone for good. */
  synchronized long dropped() {
    return dropped;
  }
}
