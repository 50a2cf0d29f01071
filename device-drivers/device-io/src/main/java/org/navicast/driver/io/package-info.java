/** The doors to hardware: the only place that names jSerialComm and its like. */
@NullMarked
package org.navicast.driver.io;

import org.jspecify.annotations.NullMarked;
