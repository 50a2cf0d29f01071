package org.navicast.gateway.driver;

/** A setting that cannot be used: which one, what is wrong with it, what would be right. */
public final class SettingsException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String path;

  /**
   * @param path where in the settings, such as {@code pedals[0].pressed}
   * @param message what is wrong and what would be right, one sentence without a full stop
   */
  public SettingsException(String path, String message) {
    super(message);
    this.path = path;
  }

  /** Where in the configuration, from its root: {@code devices[1].pedals[0].pressed}. */
  public String path() {
    return path;
  }
}
