package org.navicast.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.navicast.driver.io.GpioChip;

class GpioListingTest {
  private static final GpioListing LISTING =
      new GpioListing(
          List.of(
              new GpioChip(
                  "/dev/gpiochip0",
                  "pinctrl-rp1",
                  List.of(
                      new GpioChip.Line(0, "GPIO2", ""),
                      new GpioChip.Line(1, "GPIO3", "led"),
                      new GpioChip.Line(2, "", "")),
                  ""),
              new GpioChip("/dev/gpiochip1", "", List.of(), "no permission to open it")),
          List.of("footswitch-gpio"));

  @Test
  void tellsPeopleWhichLinesAreFree() {
    assertEquals(
        List.of(
            "/dev/gpiochip0  GPIO chip pinctrl-rp1",
            "  for footswitch-gpio",
            "  free lines: GPIO2, 2",
            "  in use: GPIO3 (led)",
            "/dev/gpiochip1  GPIO chip",
            "  not usable: no permission to open it"),
        LISTING.words());
  }

  @Test
  void tellsProgramsTheSame() {
    assertEquals(
        "{\"type\":\"gpio-chip\",\"path\":\"/dev/gpiochip0\",\"label\":\"pinctrl-rp1\",\"usable\":true,"
            + "\"trouble\":\"\",\"lines\":[{\"number\":0,\"name\":\"GPIO2\",\"user\":\"\"},"
            + "{\"number\":1,\"name\":\"GPIO3\",\"user\":\"led\"},{\"number\":2,\"name\":\"\",\"user\":\"\"}],"
            + "\"drivers\":[\"footswitch-gpio\"]}",
        LISTING.json().getFirst());
  }
}
