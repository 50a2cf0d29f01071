package org.navicast.gateway.engine.action;

import org.navicast.cast.event.ActionValue;

/** What a gesture means. */
public sealed interface Meaning {

  /** In a person's words, without its value. */
  String action();

  /** An action that is whole in itself; on a hold, again and again. */
  record Trigger(String action, ActionValue value) implements Meaning {}

  /** An action that lasts as long as the control is held; a rate where it has a value. */
  record Lasting(String action, ActionValue value) implements Meaning {}

  /** Another mode is on from then on; on a hold, as long as the control is held. */
  record SwitchMode(ModeTarget target) implements Meaning {
    @Override
    public String action() {
      return target.action();
    }
  }

  /** Which mode. */
  sealed interface ModeTarget {
    /** As it is written in a profile. */
    String action();

    /** The one of that name. */
    record Named(String mode) implements ModeTarget {
      @Override
      public String action() {
        return PREFIX + mode;
      }
    }

    /** The one that follows in the profile; after the last, the first. */
    record Next() implements ModeTarget {
      @Override
      public String action() {
        return PREFIX + NEXT;
      }
    }

    String PREFIX = "mode.";
    String NEXT = "next";
  }
}
