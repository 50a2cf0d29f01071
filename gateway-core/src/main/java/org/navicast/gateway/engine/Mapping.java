package org.navicast.gateway.engine;

import java.util.Optional;
import org.navicast.cast.event.CancelReason;
import org.navicast.cast.event.NaviButton;
import org.navicast.cast.event.NaviMotion;
import org.navicast.cast.event.NaviPose;
import org.navicast.cast.event.NaviProfile;
import org.navicast.gateway.input.HubInput;

/**
 * What the presses and deflections of all devices mean. It hears of each right after it is told, on
 * the engine's thread, and tells what comes of it by itself.
 */
public interface Mapping {

  /** Nothing means anything: all is told as it is. */
  Mapping NONE =
      new Mapping() {
        @Override
        public boolean isTold(String device) {
          return true;
        }

        @Override
        public void accept(NaviButton button) {}

        @Override
        public void accept(NaviMotion motion) {}

        @Override
        public NaviPose inRoles(NaviPose pose) {
          return pose;
        }

        @Override
        public void letGo(String device, long nanos) {}

        @Override
        public void gone(String device, CancelReason reason, long nanos) {}

        @Override
        public void tick(long nowNanos) {}

        @Override
        public long dueNanos() {
          return Due.NEVER;
        }

        @Override
        public void announce(long nowNanos) {}

        @Override
        public void accept(HubInput input, RoomState room, long nowNanos) {}

        @Override
        public AudienceState audience() {
          return AudienceState.NOBODY;
        }

        @Override
        public Optional<NaviProfile> profile(long nowNanos) {
          return Optional.empty();
        }
      };

  /** Whether the presses, motions and poses of that device are told beside what they mean. */
  boolean isTold(String device);

  void accept(NaviButton button);

  void accept(NaviMotion motion);

  /** The same pose, its tools in the roles that they have now. */
  NaviPose inRoles(NaviPose pose);

  /** Nothing comes of what was begun on the controls of that device. */
  void letGo(String device, long nanos);

  /**
   * The device rests for a reason of its own: its presses have been cancelled already, and the rest
   * of what was told to move follows.
   */
  void gone(String device, CancelReason reason, long nanos);

  /** Does what is due by now. */
  void tick(long nowNanos);

  /** When {@link #tick} has something to do, or {@link Due#NEVER}. */
  long dueNanos();

  /** Says what the controls mean now. */
  void announce(long nowNanos);

  /**
   * Takes note of what the hub said. While all viewers that act are paused nothing starts; what
   * lasts is cancelled as that begins.
   *
   * @param room as it is after that
   */
  void accept(HubInput input, RoomState room, long nowNanos);

  /** Who listens. */
  AudienceState audience();

  /** What the controls mean now; empty where nothing says so. */
  Optional<NaviProfile> profile(long nowNanos);
}
