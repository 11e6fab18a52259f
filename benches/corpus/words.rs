//! The three languages of the standard corpus: words of everyday digital life.

/// What texts in a language are made of.
pub(crate) struct Vocabulary {
    /// Its tag.
    pub(crate) code: &'static str,
    /// Small words that hold sentences together, the most frequent first.
    pub(crate) small: &'static str,
    /// Words with a meaning: the plain form, and after a slash the one that takes endings.
    pub(crate) plain: &'static str,
    /// Endings of the second form; `A` stands for `a`, or for `ä` where vowel harmony asks for it.
    pub(crate) endings: &'static [&'static str],
    /// How many of a hundred words are compounds of two.
    pub(crate) compounds_percent: usize,
    /// The site's name.
    pub(crate) site_name: &'static str,
    /// The site in one sentence.
    pub(crate) site_description: &'static str,
}

/// The vocabulary of that language.
pub(crate) fn vocabulary(code: &str) -> Option<&'static Vocabulary> {
    ALL.iter().find(|vocabulary| vocabulary.code == code)
}

const ALL: &[Vocabulary] = &[FINNISH, SWEDISH, ENGLISH];

const FINNISH: Vocabulary = Vocabulary {
    code: "fi",
    small: "ja on ei että se joka hän voi kun myös niin kuin tai jos sen ovat vain sitä mukaan \
            mutta kaikki nyt ennen jälkeen kanssa ilman sekä vielä aina usein joskus hyvin \
            helposti yhdessä ensin sitten siksi koska vaikka myöhemmin rauhassa kerran itse \
            täällä siellä kaikille tämä tämän niiden sinun meidän heidän olla tehdä saada pitää \
            katsoa lukea kysyä auttaa avata sulkea tallentaa valita kirjoittaa tarkistaa sopia",
    plain: "palvelu asia sivu kuva viesti salasana kunta/kunna tieto/tiedo verkko/verko \
            puhelin/puhelime laite/laittee ohje/ohjee tunnus/tunnukse sovellus/sovellukse \
            osoite/osoittee ryhmä kysymys/kysymykse vastaus/vastaukse näyttö/näytö nappi/napi \
            valikko/valiko asetus/asetukse linkki/linki tiedosto lomake/lomakkee liite/liittee \
            koulutus/koulutukse oppija ohjaaja vapaaehtoinen/vapaaehtoise asukas/asukkaa kylä \
            seutu/seudu kirjasto koulu perhe/perhee ystävä naapuri lääkäri pankki/panki kauppa/kaupa \
            lasku maksu tili kortti/korti raha aika/aja päivä viikko/viiko kuukausi/kuukaude \
            vuosi/vuode aamu ilta/illa tunti/tunni minuutti/minuuti työ kokous/kokoukse sopimus/sopimukse \
            esihenkilö johtaja tiimi etätyö tauko/tauo tavoite/tavoittee turva suoja huijaus/huijaukse \
            virhe/virhee päivitys/päivitykse varmuuskopio selain/selaime hakukone/hakukonee tulos/tulokse \
            ääni/ääne kamera mikrofoni kuuloke/kuulokkee tabletti/tableti tietokone/tietokonee \
            näppäimistö hiiri/hiire sormi/sorme kosketus/kosketukse ruutu/ruudu teksti kirjain/kirjaime \
            väri koko/koo kieli/kiele sana lause/lausee otsikko/otsiko luettelo taulukko/tauluko \
            esimerkki/esimerki harjoitus/harjoitukse tehtävä vaihe/vaihee askel/askele neuvo apu/avu tuki/tue \
            piste/pistee puhelu numero nimi/nime henkilö tunnistus/tunnistukse valtuus/valtuude \
            oikeus/oikeude velvollisuus/velvollisuude laki/lai päätös/päätökse hakemus/hakemukse \
            todistus/todistukse resepti varaus/varaukse ajanvaraus/ajanvaraukse terveys/terveyde hyvinvointi/hyvinvoinni \
            liikenne/liikentee matka kartta/karta paikka/paika tapahtuma muistilista paperi tuloste/tulostee",
    endings: &[
        "n", "ssA", "stA", "llA", "ltA", "lle", "ksi", "nA", "nsA", "ssAmme", "n", "ssA",
    ],
    compounds_percent: 12,
    site_name: "Digiarjen kirjasto",
    site_description: "Selkeitä ohjeita digiarkeen: luettavaksi, tulostettavaksi ja opetettavaksi.",
};

const SWEDISH: Vocabulary = Vocabulary {
    code: "sv",
    small: "och att det i på som är för av den med till inte om har man kan du vi de ett en också \
            från när men eller så där här alla bara efter före utan sedan ofta alltid ibland lätt \
            tillsammans först därför eftersom fast senare lugnt själv denna detta deras din vår \
            vara göra få ska läsa fråga hjälpa öppna stänga spara välja skriva kontrollera avtala",
    plain: "tjänst/tjänsten sak/saken sida/sidan bild/bilden meddelande/meddelandet lösenord/lösenordet \
            kommun/kommunen uppgift/uppgiften nät/nätet telefon/telefonen enhet/enheten anvisning/anvisningen \
            kod/koden app/appen adress/adressen grupp/gruppen fråga/frågan svar/svaret skärm/skärmen \
            knapp/knappen meny/menyn inställning/inställningen länk/länken fil/filen blankett/blanketten \
            bilaga/bilagan utbildning/utbildningen elev/eleven handledare/handledaren frivillig/frivilliga \
            invånare/invånaren by/byn region/regionen bibliotek/biblioteket skola/skolan familj/familjen \
            vän/vännen granne/grannen läkare/läkaren bank/banken butik/butiken räkning/räkningen \
            betalning/betalningen konto/kontot kort/kortet pengar/pengarna tid/tiden dag/dagen vecka/veckan \
            månad/månaden år/året morgon/morgonen kväll/kvällen timme/timmen minut/minuten arbete/arbetet \
            möte/mötet avtal/avtalet chef/chefen ledare/ledaren team/teamet distansarbete/distansarbetet \
            paus/pausen mål/målet trygghet/tryggheten skydd/skyddet bluff/bluffen fel/felet \
            uppdatering/uppdateringen säkerhetskopia/säkerhetskopian webbläsare/webbläsaren sökmotor/sökmotorn \
            resultat/resultatet ljud/ljudet kamera/kameran mikrofon/mikrofonen hörlur/hörluren \
            surfplatta/surfplattan dator/datorn tangentbord/tangentbordet mus/musen finger/fingret \
            beröring/beröringen ruta/rutan text/texten bokstav/bokstaven färg/färgen storlek/storleken \
            språk/språket ord/ordet mening/meningen rubrik/rubriken lista/listan tabell/tabellen \
            exempel/exemplet övning/övningen steg/steget råd/rådet hjälp/hjälpen stöd/stödet punkt/punkten \
            samtal/samtalet nummer/numret namn/namnet person/personen identifiering/identifieringen \
            fullmakt/fullmakten rätt/rätten plikt/plikten lag/lagen beslut/beslutet ansökan/ansökningen \
            intyg/intyget recept/receptet bokning/bokningen hälsa/hälsan välmående/välmåendet trafik/trafiken \
            resa/resan karta/kartan plats/platsen händelse/händelsen minneslista/minneslistan papper/papperet",
    endings: &[""],
    compounds_percent: 6,
    site_name: "Biblioteket för digital vardag",
    site_description: "Tydliga anvisningar för den digitala vardagen: att läsa, skriva ut och lära ut.",
};

const ENGLISH: Vocabulary = Vocabulary {
    code: "en",
    small: "the and to of a in is you it that for on with as are be this can or your if not we by \
            from they when also but all only after before without then often always sometimes \
            easily together first because although later calmly once yourself there their our \
            have do get should read ask help open close save choose write check agree use need",
    plain: "service/services matter/matters page/pages picture/pictures message/messages \
            password/passwords municipality/municipalities fact/facts network/networks phone/phones \
            device/devices guide/guides code/codes app/apps address/addresses group/groups \
            question/questions answer/answers screen/screens button/buttons menu/menus setting/settings \
            link/links file/files form/forms attachment/attachments course/courses learner/learners \
            trainer/trainers volunteer/volunteers resident/residents village/villages region/regions \
            library/libraries school/schools family/families friend/friends neighbour/neighbours \
            doctor/doctors bank/banks shop/shops bill/bills payment/payments account/accounts card/cards \
            money time/times day/days week/weeks month/months year/years morning/mornings evening/evenings \
            hour/hours minute/minutes work meeting/meetings agreement/agreements manager/managers \
            leader/leaders team/teams office/offices break/breaks goal/goals safety protection scam/scams \
            mistake/mistakes update/updates backup/backups browser/browsers search/searches result/results \
            sound/sounds camera/cameras microphone/microphones headphone/headphones tablet/tablets \
            computer/computers keyboard/keyboards mouse finger/fingers touch frame/frames text/texts \
            letter/letters colour/colours size/sizes language/languages word/words sentence/sentences \
            heading/headings list/lists table/tables example/examples exercise/exercises task/tasks \
            step/steps advice support point/points call/calls number/numbers name/names person/people \
            identification mandate/mandates right/rights duty/duties law/laws decision/decisions \
            application/applications certificate/certificates prescription/prescriptions \
            booking/bookings health wellbeing traffic journey/journeys map/maps place/places \
            event/events checklist/checklists paper/papers handout/handouts",
    endings: &[""],
    compounds_percent: 0,
    site_name: "Library of digital life",
    site_description: "Clear guides to everyday digital life: to read, to print and to teach.",
};
