package org.navicast.driver.sixdof;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Whoever adds a model adds its rights. What the rules do is tested in the virtual-hardware lane.
 */
class UdevControllersTest {
  @Test
  void theRulesNameTheModelsThatAreKnown() throws IOException {
    String rules = Files.readString(Path.of("..", "..", "packaging", "udev", "70-navicast.rules"));
    for (HidControllerModel model : HidControllerModels.all()) {
      for (String ids : model.ids()) {
        String vendor = ids.substring(0, "046d:".length());
        assertTrue(
            rules.contains(kernelName(ids)) || rules.contains(kernelName(vendor + "*")),
            ids + " of " + model.name());
      }
    }
  }

  /** As the kernel names the device, behind its bus: in upper case. */
  private static String kernelName(String ids) {
    String upper = "*:" + ids.toUpperCase(Locale.ROOT);
    return ids.endsWith("*") ? upper : upper + ".*";
  }
}
