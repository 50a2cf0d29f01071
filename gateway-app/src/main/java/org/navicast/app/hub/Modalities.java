package org.navicast.app.hub;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * By which modalities a study was made: {@code modality} of a FHIR ImagingStudy, which is a list of
 * codings (R4) or of concepts (R5), or plain text as some hubs have it.
 */
final class Modalities {
  private static final int MAX = 8;
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]{0,15}");

  private Modalities() {}

  static Set<String> of(JsonNode study) {
    Set<String> modalities = new HashSet<>();
    add(study.path("modality"), modalities, 0);
    return modalities;
  }

  private static void add(JsonNode node, Set<String> modalities, int depth) {
    if (modalities.size() == MAX || depth > 4) {
      return;
    }
    if (node.isArray()) {
      node.forEach(each -> add(each, modalities, depth + 1));
    } else if (node.has("coding")) {
      add(node.path("coding"), modalities, depth + 1);
    } else {
      String code = node.path("code").asString(node.asString("")).toUpperCase(Locale.ROOT);
      if (CODE.matcher(code).matches()) {
        modalities.add(code);
      }
    }
  }
}
