/// A matrix of 32-bit floats, row after row in one buffer.
struct Matrix: Sendable {
    private(set) var rows: Int
    let columns: Int
    /// The elements, of which the first `count` belong to the matrix. The buffer keeps its capacity when rows are
    /// removed.
    var values: [Float]

    init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
        values = Array(repeating: 0, count: rows * columns)
    }

    init(rows: Int, columns: Int, values: [Float]) {
        precondition(values.count == rows * columns)
        self.rows = rows
        self.columns = columns
        self.values = values
    }

    var count: Int { rows * columns }

    /// Changes the number of rows. Allocates only if the matrix becomes larger than ever before.
    mutating func resize(rows newRows: Int) {
        rows = newRows
        if values.count < count { values += Array(repeating: 0, count: count - values.count) }
    }

    mutating func clear() {
        for index in 0..<count { values[index] = 0 }
    }
}

// The products that a layer needs. All of them add a multiple of one row to another in their innermost loop: contiguous
// and without a reduction, so the compiler vectorises it and the additions always happen in the same order.

/// c += a · b
func addProduct(_ a: Matrix, _ b: Matrix, to c: inout Matrix) {
    precondition(a.columns == b.rows && c.rows == a.rows && c.columns == b.columns)
    for row in 0..<a.rows {
        for inner in 0..<a.columns {
            addScaledRow(inner, of: b, by: a.values[row * a.columns + inner], toRow: row, of: &c)
        }
    }
}

/// c += aᵀ · b
func addTransposedProduct(_ a: Matrix, _ b: Matrix, to c: inout Matrix) {
    precondition(a.rows == b.rows && c.rows == a.columns && c.columns == b.columns)
    for row in 0..<a.rows {
        for inner in 0..<a.columns {
            addScaledRow(row, of: b, by: a.values[row * a.columns + inner], toRow: inner, of: &c)
        }
    }
}

/// Adds a row to each row of a matrix, as a layer does with its bias.
func addRow(_ row: Matrix, toEachRowOf c: inout Matrix) {
    for index in 0..<c.rows { addScaledRow(0, of: row, by: 1, toRow: index, of: &c) }
}

/// Adds all rows of a matrix to one row.
func addRows(of a: Matrix, to row: inout Matrix) {
    for index in 0..<a.rows { addScaledRow(index, of: a, by: 1, toRow: 0, of: &row) }
}

func transpose(_ a: Matrix, into c: inout Matrix) {
    precondition(c.rows == a.columns && c.columns == a.rows)
    for row in 0..<a.rows {
        for column in 0..<a.columns { c.values[column * a.rows + row] = a.values[row * a.columns + column] }
    }
}

/// Row `target` of y += scale · row `source` of x.
@inline(__always)
private func addScaledRow(_ source: Int, of x: Matrix, by scale: Float, toRow target: Int, of y: inout Matrix) {
    // Pixels and the outputs of a rectifier are often 0, so this check saves time.
    if scale == 0 { return }
    let count = y.columns
    addScaled(x.values, source * count, by: scale, to: &y.values, target * count, count: count)
}

@inline(__always)
private func addScaled(
    _ x: UnsafePointer<Float>, _ xStart: Int, by scale: Float, to y: UnsafeMutablePointer<Float>, _ yStart: Int,
    count: Int
) {
    let (x, y) = (x + xStart, y + yStart)
    var index = 0
    while index < count {
        y[index] += scale * x[index]
        index &+= 1
    }
}
