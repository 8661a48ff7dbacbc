"""Makes the workbooks of this folder, and the survey that stands in three forms, with openpyxl 3.1.5 and xlsxwriter 3.3.1.

The sheets and what they should read as are in WorkbookTests.swift. Run in this folder; the files are committed.
"""
import csv
import datetime
import io
import random
import zipfile

import openpyxl
import xlsxwriter

DAY = datetime.datetime(2024, 1, 1)


def survey():
    """One survey as CSV, as the CSV of a Dutch office and as a workbook."""
    draw = random.Random(5)
    towns = ["Groningen", "'s-Hertogenbosch", "Súdwest-Fryslân", "Één"]
    header = ["record", "stratum", "gemeente", "gewicht", "leeftijd", "geslaagd", "datum", "opmerking"]
    rows = []
    for number in range(1, 61):
        rows.append(
            [
                number,
                draw.choice(["noord", "zuid"]),
                draw.choice(towns),
                round(draw.uniform(0.4, 2.6), 2),
                draw.choice([12, 13.5, 14, 15.5, None]),
                draw.choice(["ja", "nee"]),
                (DAY + datetime.timedelta(days=number)).date(),
                draw.choice(["", "een; twee", 'zei "nee"', "a, b"]),
            ]
        )

    def text(value, mark):
        return "" if value is None else str(value).replace(".", mark) if isinstance(value, float) else str(value)

    for name, encoding, separator, mark in [
        ("survey.csv", "utf-8", ",", "."),
        ("survey-office.csv", "cp1252", ";", ","),
    ]:
        out = io.StringIO()
        writer = csv.writer(out, delimiter=separator, lineterminator="\n")
        writer.writerow(header)
        writer.writerows([[text(value, mark) for value in row] for row in rows])
        with open(name, "wb") as file:
            file.write(out.getvalue().encode(encoding))

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Gegevens"
    sheet.append(header)
    for row in rows:
        sheet.append([None if value == "" else value for value in row])
    save(book, "survey.xlsx")


def save(book, name):
    """Saves with the same bytes whenever it is run."""
    book.properties.created = book.properties.modified = DAY
    buffer = io.BytesIO()
    book.save(buffer)
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as out:
        for part in made.namelist():
            content = made.read(part)
            if part == "docProps/core.xml":
                stamp = content.split(b"<dcterms:modified")[1].split(b">")[1].split(b"<")[0]
                content = content.replace(stamp, b"2024-01-01T00:00:00Z")
            out.writestr(zipfile.ZipInfo(part, (2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


def cells():
    """Every type of cell, by xlsxwriter, with a second sheet whose table stands aside and a hidden one before both."""
    book = xlsxwriter.Workbook("cells.xlsx")
    book.set_properties({"created": DAY})
    hidden = book.add_worksheet("Verborgen")
    hidden.write(0, 0, "nothing")
    sheet = book.add_worksheet("Data")
    aside = book.add_worksheet("Tabel & meer")
    hidden.hide()
    sheet.activate()
    sheet.set_first_sheet()
    date = book.add_format({"num_format": "dd-mm-yyyy"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    clock = book.add_format({"num_format": "[h]:mm"})
    money = book.add_format({"num_format": '[$€-413] #,##0.00;[Red]"min" 0.00'})
    sheet.write_row(0, 0, ["n", "date", "moment", "clock", "money", "flag", "text", "stored", "sum", "fault", 2024])
    for row in range(1, 6):
        sheet.write_number(row, 0, row / 3)
        sheet.write_datetime(row, 1, DAY + datetime.timedelta(days=row), date)
        sheet.write_datetime(row, 2, DAY + datetime.timedelta(days=row, hours=13, minutes=5), moment)
        sheet.write_number(row, 3, row * 0.5, clock)
        sheet.write_number(row, 4, row * 10, money)
        sheet.write_boolean(row, 5, row % 2 == 0)
        sheet.write_string(row, 6, ["plain", "a,b", 'say "x"', "two\nlines", "é€😀"][row - 1])
        if row == 3:
            sheet.write_string(row, 7, "30")
        else:
            sheet.write_number(row, 7, row * 10)
        sheet.write_formula(row, 8, f"=A{row + 1}*3", None, row)
        if row == 2:
            sheet.write_formula(row, 9, "=1/0", None, "#DIV/0!")
        else:
            sheet.write_number(row, 9, row)
        if row != 4:
            sheet.write_number(row, 10, row)
    sheet.write_blank(9, 3, None, date)
    aside.write(0, 0, "A title above the table")
    aside.write_row("B3", ["x", "y"])
    aside.write_row("B4", [1, "a"])
    aside.write_row("B6", [2, "b"])
    aside.write("E4", "a note beside it")
    book.close()


def inline():
    """Texts within their cells, without numbers of rows and cells, counted from 1904; written by hand."""
    sheet = (
        '<?xml version="1.0" encoding="UTF-8"?><x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        "<x:sheetData><!-- <row r=\"9\"> --><x:row><x:c t=\"inlineStr\"><x:is><x:t>day</x:t></x:is></x:c>"
        '<x:c t="inlineStr"><x:is><x:r><x:t>na</x:t></x:r><x:r><x:t>me</x:t></x:r></x:is></x:c></x:row>'
        '<x:row><x:c s="1"><x:v>0</x:v></x:c><x:c t="inlineStr"><x:is><x:t>a_x000D_b &amp; c</x:t></x:is></x:c></x:row>'
        '<x:row><x:c s="1"><x:v>43830.25</x:v></x:c><x:c t="inlineStr"><x:is><x:t>d</x:t></x:is></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    links = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{links}"><Relationship Id="a" Type="{kind}/officeDocument" Target="/book/b.xml"/></Relationships>',
        "book/_rels/b.xml.rels": f'<Relationships xmlns="{links}"><Relationship Id="s" Type="{kind}/worksheet" Target="../sheets/s.xml"/>'
        f'<Relationship Id="t" Type="{kind}/styles" Target="st.xml"/></Relationships>',
        "book/b.xml": f'<workbook xmlns="{main}" xmlns:r="{kind}"><workbookPr date1904="1"/><sheets><sheet name="S" sheetId="1" r:id="s"/></sheets></workbook>',
        "book/st.xml": f'<styleSheet xmlns="{main}"><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        "sheets/s.xml": sheet,
    }
    with zipfile.ZipFile("inline.xlsx", "w", zipfile.ZIP_DEFLATED) as out:
        for part, content in parts.items():
            out.writestr(zipfile.ZipInfo(part, (2024, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)


survey()
cells()
inline()
