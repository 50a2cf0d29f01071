package org.navicast.driver.sixdof;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.navicast.driver.hid.HidUsage;
import org.navicast.driver.hid.ReportDescriptor;
import org.navicast.driver.io.HidDevice;

/**
 * How a HID controller is to be read.
 *
 * @param name what people call it
 * @param ids vendor and product, such as {@code 046d:c626}, or {@code 256f:*} for all others of a
 *     vendor; empty where the application alone decides
 * @param products how it calls itself, or begins to
 * @param applications what the interface is for that steers, one of them
 * @param traps what a person must know of it, one sentence each
 * @param axes where the rates come from; several sources of one add up
 * @param buttons names of buttons by their number, from 1; a button without one is {@code button-N}
 * @param ignoredReports ids of reports that say what others say too
 * @param callsPositionsRelative true where the device tells positions and calls them movements
 * @param lamp id of the report that switches its lamp; empty where it has none
 * @param silenceMillis a deflected device that says nothing for so long is lost; 0 where it may be
 *     held still in silence
 * @param play fraction of full deflection around rest that it cannot hold, 0…0.5
 * @param isReceiver true where the device that is plugged in is there without its cap
 */
record HidControllerModel(
    String name,
    List<String> ids,
    List<String> products,
    Set<HidUsage> applications,
    List<String> traps,
    List<AxisSource> axes,
    Map<Integer, String> buttons,
    Set<Integer> ignoredReports,
    boolean callsPositionsRelative,
    OptionalInt lamp,
    int silenceMillis,
    double play,
    boolean isReceiver) {

  /** Fewer axes than this steer nothing: a pedal that calls itself a joystick has one at most. */
  private static final int FEWEST_AXES = 2;

  /** What a stick of a cheap gamepad may rest off its centre. */
  private static final double UNKNOWN_PLAY = 0.08;

  HidControllerModel {
    ids = List.copyOf(ids);
    products = List.copyOf(products);
    applications = Set.copyOf(applications);
    traps = List.copyOf(traps);
    axes = List.copyOf(axes);
    buttons = Map.copyOf(buttons);
    ignoredReports = Set.copyOf(ignoredReports);
  }

  /**
   * The same with other axes, which a person has shown or written; whatever it calls itself, it
   * steers with them.
   */
  HidControllerModel with(List<AxisSource> others) {
    return new HidControllerModel(
        name,
        ids,
        products,
        applications,
        traps,
        others,
        buttons,
        ignoredReports,
        callsPositionsRelative,
        lamp,
        silenceMillis,
        play,
        isReceiver);
  }

  /** A controller of which nothing is known but its axes. */
  static HidControllerModel ofAxes(List<AxisSource> axes) {
    return new HidControllerModel(
        "controller",
        List.of(),
        List.of(),
        Set.of(),
        List.of(),
        axes,
        Map.of(),
        Set.of(),
        false,
        OptionalInt.empty(),
        0,
        UNKNOWN_PLAY,
        false);
  }

  /** The name of a button by its number. */
  String button(int number) {
    return buttons.getOrDefault(number, "button-" + number);
  }

  /** True where an interface is the one that steers, and its axes are on it. */
  boolean isOn(HidDevice device) {
    return device.descriptor().filter(this::isIn).isPresent();
  }

  /** The descriptor as it is to be understood for this model. */
  ReportDescriptor correct(ReportDescriptor descriptor) {
    ReportDescriptor told = callsPositionsRelative ? descriptor.withPositions() : descriptor;
    return told.without(ignoredReports);
  }

  private boolean isIn(ReportDescriptor descriptor) {
    return descriptor.applications().stream().anyMatch(applications::contains)
        && axes.stream().map(AxisSource::usage).distinct().filter(descriptor::has).count()
            >= FEWEST_AXES;
  }
}
