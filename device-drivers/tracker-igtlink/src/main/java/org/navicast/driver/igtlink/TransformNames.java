package org.navicast.driver.igtlink;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tool and frame for each name that a server uses. A name without a frame in it is the tool's, in
 * the frame of the configuration. A tool without any name is called {@value #UNNAMED}.
 *
 * <p>A name field has 20 bytes, and servers cut what is longer. So one that is full may be the
 * start of another name, and says nothing of tool or frame by itself: the whole name is looked for
 * in the metadata, where PLUS writes it, then in the configuration.
 */
final class TransformNames {

  static final String UNNAMED = "unnamed";

  /** No server has that many tools: one that goes on making names starts the memory afresh. */
  private static final int MAX_NAMES = 256;

  private final String frameIfUnnamed;
  private final Map<String, TransformName> known = new HashMap<>();

  /** Names that are known to be whole, by what a field keeps of them. */
  private final Map<String, String> wholeByCut = new HashMap<>();

  /**
   * @param whole names that are known to be whole; no two with the same first 20 bytes
   */
  TransformNames(String frameIfUnnamed, List<String> whole) {
    this.frameIfUnnamed = frameIfUnnamed;
    whole.forEach(name -> wholeByCut.put(cut(name), name));
  }

  /** What a field of 20 bytes keeps of a name. */
  static String cut(String name) {
    if (name.length() <= NameCache.BYTES / 3) {
      return name;
    }
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    return bytes.length <= NameCache.BYTES
        ? name
        : new String(bytes, 0, NameCache.BYTES, StandardCharsets.UTF_8);
  }

  /** False where it fills its field, and so may be the start of a longer one. */
  static boolean isWhole(String name) {
    return name.length() <= NameCache.BYTES / 3
        || name.getBytes(StandardCharsets.UTF_8).length < NameCache.BYTES;
  }

  /** The one tool of a message; null where its name was cut, or may have been. */
  @Nullable TransformName of(IgtlMessage.Envelope envelope) {
    Metadata metadata = envelope.metadata();
    String told = metadata.value(Metadata.DEVICE_NAME);
    if (told != null) {
      return told.equals(Metadata.UNREADABLE) ? null : of(told);
    }
    String name = envelope.deviceName();
    // PLUS, which is known by its words on the tool's state, tells the whole name where it cuts.
    boolean isWhole =
        isWhole(name) || metadata.tellsStates() || metadata.value(Metadata.TRANSFORM_VALID) != null;
    return isWhole ? of(name) : configured(name);
  }

  /**
   * The whole name of one of the tools of a message; null where it was cut, or may have been.
   *
   * @param index its number in the message
   * @param isAlone no other tool of the message has the same name
   */
  @Nullable String whole(Metadata metadata, String name, int index, boolean isAlone) {
    if (isWhole(name)) {
      return name;
    }
    String found = null;
    boolean hasIndex = false;
    boolean isAmbiguous = false;
    for (Map.Entry<String, String> pair : metadata.values().entrySet()) {
      String indexed = without(Metadata.INDEX, pair.getKey());
      if (indexed != null && cut(indexed).equals(name)) {
        hasIndex = true;
        if (pair.getValue().equals(Integer.toString(index))) {
          return indexed;
        }
      }
      String stated = without(Metadata.STATUS, pair.getKey());
      if (stated != null && cut(stated).equals(name)) {
        isAmbiguous |= found != null;
        found = stated;
      }
    }
    // Names that have numbers are those of other tools.
    if (hasIndex || isAmbiguous || !isAlone) {
      return null;
    }
    return found == null ? wholeByCut.get(name) : found;
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

  private @Nullable TransformName configured(String cut) {
    String whole = wholeByCut.get(cut);
    return whole == null ? null : of(whole);
  }

  private static @Nullable String without(String suffix, String key) {
    return key.endsWith(suffix) ? key.substring(0, key.length() - suffix.length()) : null;
  }

  private TransformName parse(String name) {
    TransformName parsed = TransformName.parse(name);
    return parsed == null
        ? new TransformName(name.isEmpty() ? UNNAMED : name, frameIfUnnamed)
        : parsed;
  }
}
