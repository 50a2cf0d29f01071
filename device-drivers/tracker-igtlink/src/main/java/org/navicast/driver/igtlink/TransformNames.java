package org.navicast.driver.igtlink;

import java.util.HashMap;
import java.util.Map;

/**
 * Tool and frame for each name that a server uses, worked out once; a name without a frame in it is
 * the tool's, in the frame of the configuration. A tool without any name is called {@value
 * #UNNAMED}.
 */
final class TransformNames {

  static final String UNNAMED = "unnamed";

  /** No server has that many tools: one that goes on making names starts the memory afresh. */
  private static final int MAX_NAMES = 256;

  private final String frameIfUnnamed;
  private final Map<String, TransformName> known = new HashMap<>();

  TransformNames(String frameIfUnnamed) {
    this.frameIfUnnamed = frameIfUnnamed;
  }

  TransformName of(String name) {
    TransformName found = known.get(name);
    if (found == null) {
      found = parse(name);
      if (known.size() == MAX_NAMES) {
        known.clear();
      }
      known.put(name, found);
    }
    return found;
  }

  private TransformName parse(String name) {
    TransformName parsed = TransformName.parse(name);
    return parsed == null
        ? new TransformName(name.isEmpty() ? UNNAMED : name, frameIfUnnamed)
        : parsed;
  }
}
