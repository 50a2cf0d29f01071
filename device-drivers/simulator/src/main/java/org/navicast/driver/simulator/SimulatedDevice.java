package org.navicast.driver.simulator;

import java.util.Map;

/** A device that plays a scripted person on a thread of its own until it is closed. */
public interface SimulatedDevice extends AutoCloseable {

  /** What it is to a person, such as {@code two pedals}. */
  String description();

  /**
   * What a device section of a configuration must say to take it: {@code driver} and its settings,
   * as a configuration file would have them.
   */
  Map<String, Object> settings();

  /** Pulls its plug and ends its thread. */
  @Override
  void close();
}
