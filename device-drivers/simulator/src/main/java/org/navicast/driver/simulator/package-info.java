/** Scripted people: each speaks a device's real bytes into a real pty or socket. */
@NullMarked
package org.navicast.driver.simulator;

import org.jspecify.annotations.NullMarked;
