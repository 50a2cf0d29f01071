package org.navicast.hub;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whether a JSON has all that is wanted of it. Objects may have more members than those wanted;
 * arrays have the same length. The text <code>${any}</code> stands for a value that is there,
 * <code>${absent}</code> for one that is not.
 */
final class JsonSubset {
  static final String ANY = "${any}";
  static final String ABSENT = "${absent}";

  private JsonSubset() {}

  /**
   * @return the first difference in words, or null where there is none
   */
  static @Nullable String difference(JsonNode wanted, JsonNode found) {
    return difference("", wanted, found);
  }

  private static @Nullable String difference(String at, JsonNode wanted, JsonNode found) {
    if (wanted.isString() && wanted.asString().equals(ABSENT)) {
      return found.isMissingNode() ? null : at + " must not be there, but is " + found;
    }
    if (wanted.isString() && wanted.asString().equals(ANY)) {
      return found.isMissingNode() || found.isNull() ? at + " is not there" : null;
    }
    if (wanted.isObject() && found.isObject()) {
      for (Map.Entry<String, JsonNode> member : wanted.properties()) {
        String name = member.getKey();
        String difference = difference(at + "/" + name, member.getValue(), found.path(name));
        if (difference != null) {
          return difference;
        }
      }
      return null;
    }
    if (wanted.isArray() && found.isArray() && wanted.size() == found.size()) {
      for (int i = 0; i < wanted.size(); i++) {
        String difference = difference(at + "/" + i, wanted.path(i), found.path(i));
        if (difference != null) {
          return difference;
        }
      }
      return null;
    }
    boolean same =
        (wanted.isNumber() && found.isNumber())
            ? wanted.decimalValue().compareTo(found.decimalValue()) == 0
            : wanted.equals(found);
    return same ? null : at + " must be " + shortened(wanted) + ", but is " + shortened(found);
  }

  private static String shortened(JsonNode node) {
    String text = node.toString();
    return text.length() < 500 ? text : text.substring(0, 500) + "…";
  }
}
