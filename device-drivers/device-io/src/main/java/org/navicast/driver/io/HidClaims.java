package org.navicast.driver.io;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Which driver knows a board by its ids or its name: one board has one purpose. */
@FunctionalInterface
public interface HidClaims {

  /**
   * What another driver than the one that asks knows the board as; empty where none does.
   *
   * @param asking the class of its provider
   */
  Optional<String> byOthers(Class<? extends HidDriver> asking, List<HidDevice> board);

  /** Nobody knows a board. */
  HidClaims NONE = (_, _) -> Optional.empty();

  /** By all drivers that were put into this program. */
  static HidClaims ofAllDrivers() {
    return (asking, board) ->
        ServiceLoader.load(HidDriver.class).stream()
            .filter(other -> !other.type().equals(asking))
            .map(other -> other.get().claim(board))
            .flatMap(Optional::stream)
            .findFirst();
  }
}
